package rehearsal

import (
	"context"
	"fmt"

	"vigie"
)

// cast are the people of the play. All are invented.
type cast struct {
	head       *vigie.User
	team       []*vigie.User
	miners     []*vigie.User
	directors  map[string]*vigie.User   // by directorate
	inspectors map[string][]*vigie.User // by directorate
}

// names are dealt out in turn. They are nobody's.
var (
	given  = []string{"Ada", "Bram", "Chiara", "Dries", "Elif", "Farid", "Greta", "Hugo", "Ilse", "Jonas", "Karim", "Lotte", "Milan", "Noor", "Otis", "Petra", "Quinten", "Rosa", "Sami", "Tess"}
	family = []string{"Ambervoort", "Blauwhoek", "Cendrillac", "Dornfelder", "Esterwald", "Fontvive", "Goudlaar", "Hartengrund", "Ijzerveld", "Jonquerai", "Klaverdijk",
		"Lindenrath", "Mirabois", "Noordwende"}
)

// hire makes the accounts of the play: a directorate has a director and two inspectors, the team has four, as the measure says.
func (p *Play) hire(ctx context.Context) error {
	n := 0
	var err error
	add := func(login string, roles []vigie.Role, directorate *vigie.Directorate, service string) *vigie.User {
		if err != nil {
			return nil
		}
		u := &vigie.User{State: "active", Login: login, Roles: roles, Service: service, Language: p.Office.Languages[n%len(p.Office.Languages)],
			Name: given[n%len(given)] + " " + family[(n*5+n/len(given))%len(family)]}
		if directorate != nil {
			u.Directorates = []string{directorate.ID}
			if !directorate.Thematic {
				u.Territories = []string{directorate.Territory}
			}
		}
		n++
		err = p.account(ctx, u)
		return u
	}
	p.cast = cast{directors: map[string]*vigie.User{}, inspectors: map[string][]*vigie.User{}}
	p.cast.head = add("head", []vigie.Role{vigie.HeadOfTeam}, nil, "")
	for i := range 4 {
		p.cast.team = append(p.cast.team, add(fmt.Sprintf("team%d", i+1), []vigie.Role{vigie.TeamInspector}, nil, ""))
	}
	for i := range 2 {
		p.cast.miners = append(p.cast.miners, add(fmt.Sprintf("miner%d", i+1), []vigie.Role{vigie.DataMiner}, nil, ""))
	}
	for i := range p.Office.Directorates {
		d := &p.Office.Directorates[i]
		director, inspector := vigie.ProvincialDirector, vigie.ProvincialInspector
		if d.Thematic {
			director, inspector = vigie.ThematicDirector, vigie.ThematicInspector
		}
		p.cast.directors[d.ID] = add("director-"+d.ID, []vigie.Role{director}, d, "")
		for k := range 2 {
			p.cast.inspectors[d.ID] = append(p.cast.inspectors[d.ID], add(fmt.Sprintf("inspector-%s-%d", d.ID, k+1), []vigie.Role{inspector}, d, ""))
		}
	}
	if len(p.Office.Services) > 1 {
		add("partner", []vigie.Role{vigie.PartnerInspectorate}, nil, p.Office.Services[1])
	}
	add("auditor", []vigie.Role{vigie.Auditor}, nil, "")
	return err
}

func (p *Play) account(ctx context.Context, u *vigie.User) error {
	hash, err := p.Hash(u.Login)
	if err != nil {
		return err
	}
	_, err = p.Casework.Do(vigie.WithActor(ctx, vigie.System), vigie.Command{At: p.From, Action: "user.create"}, func(b vigie.Books) error {
		if err := b.Users().Put(ctx, u); err != nil {
			return err
		}
		return b.Credentials().Put(ctx, &vigie.Credential{Record: vigie.Record{ID: u.ID}, Password: hash})
	})
	return err
}
