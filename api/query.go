package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// knownQuery refuses what an operation does not ask for in its address: a filter that is misspelt would otherwise show everything.
func knownQuery(a huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		var names []string
		for _, p := range ctx.Operation().Parameters {
			if p.In == "query" {
				names = append(names, p.Name)
			}
		}
		for given := range ctxQuery(ctx) {
			if !slices.Contains(names, given) {
				_ = huma.WriteErr(a, ctx, http.StatusBadRequest, "this address has no "+given,
					&huma.ErrorDetail{Location: "query." + given, Message: "it takes " + strings.Join(names, ", ")})
				return
			}
		}
		next(ctx)
	}
}

func ctxQuery(ctx huma.Context) map[string][]string {
	u := ctx.URL()
	return u.Query()
}
