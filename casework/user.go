package casework

import (
	"strconv"

	"vigie"
)

var users = &noun[vigie.User]{
	kind: vigie.KindUser, table: "users",
	fields: []field[vigie.User]{
		{"state", func(u *vigie.User) any { return u.State }},
		{"login", func(u *vigie.User) any { return u.Login }},
		{"name", func(u *vigie.User) any { return u.Name }},
		{"subject", func(u *vigie.User) any { return u.Subject }},
		{"service", func(u *vigie.User) any { return u.Service }},
	},
	lists: []list[vigie.User]{
		{"roles", func(u *vigie.User) []string {
			out := make([]string, len(u.Roles))
			for i, r := range u.Roles {
				out[i] = string(r)
			}
			return out
		}},
		{"territories", func(u *vigie.User) []string { return u.Territories }},
		{"directorates", func(u *vigie.User) []string { return u.Directorates }},
		{"standIn", func(u *vigie.User) []string { return one(u.StandIn) }}, // one or none
	},
	text: func(u *vigie.User) []string { return []string{u.Login, u.Name} },
}

// one is a list of one name, or of none.
func one(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}

var credentials = &noun[vigie.Credential]{kind: vigie.KindCredential, table: "credentials"}

var webhooks = &noun[vigie.Webhook]{
	kind: vigie.KindWebhook, table: "webhooks",
	fields: []field[vigie.Webhook]{{"active", func(w *vigie.Webhook) any { return w.Active }}},
	lists:  []list[vigie.Webhook]{{"events", func(w *vigie.Webhook) []string { return w.Events }}},
	text:   func(w *vigie.Webhook) []string { return []string{w.URL} },
}

var views = &noun[vigie.View]{
	kind: vigie.KindView, table: "views",
	fields: []field[vigie.View]{
		{"page", func(v *vigie.View) any { return v.Page }},
		{"shared", func(v *vigie.View) any { return strconv.FormatBool(v.Shared) }},
	},
	text: func(v *vigie.View) []string { return []string{v.Name} },
}
