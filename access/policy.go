package access

import (
	"embed"
	"fmt"
	"io/fs"
	"iter"
	"slices"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"
	"github.com/cedar-policy/cedar-go/x/exp/ast"

	"vigie"
)

//go:embed policy/*.cedar
var texts embed.FS

// policies are those that may have a say about one action. Asking these alone, and not all of the house, is what makes a check quick.
type policies []policy

type policy struct {
	id      cedar.PolicyID
	because string // what a refusal says
	*cedar.Policy
}

// All is how Cedar goes through them.
func (ps policies) All() iter.Seq2[cedar.PolicyID, *cedar.Policy] {
	return func(yield func(cedar.PolicyID, *cedar.Policy) bool) {
		for _, p := range ps {
			if !yield(p.id, p.Policy) {
				return
			}
		}
	}
}

// because is what a refusing policy says for itself.
func (ps policies) because(id cedar.PolicyID) string {
	i := slices.IndexFunc(ps, func(p policy) bool { return p.id == id })
	if i < 0 {
		return ""
	}
	return ps[i].because
}

// readPolicies parses the texts of a folder and hands each action those that may have a say about it. A text that names an action or
// a role that there is not would be silent for ever: it is refused.
func readPolicies(folder fs.FS) (map[vigie.Action]policies, error) {
	names, err := fs.Glob(folder, "policy/*.cedar")
	if err != nil {
		return nil, fmt.Errorf("read policies: %w", err)
	}
	by := map[vigie.Action]policies{}
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("read policies: %w", err)
		}
		list, err := cedar.NewPolicyListFromBytes(name, text)
		if err != nil {
			return nil, fmt.Errorf("read policies: %w", err)
		}
		for i, p := range list {
			one := policy{cedar.PolicyID(fmt.Sprintf("%s#%d", name, i+1)), string(p.Annotations()["because"]), p}
			if err := known((*ast.Policy)(p.AST())); err != nil {
				return nil, fmt.Errorf("read policies: %s, line %d: %w", name, p.Position().Line, err)
			}
			for _, a := range Actions {
				if speaks((*ast.Policy)(p.AST()), a) {
					by[a.Action] = append(by[a.Action], one)
				}
			}
		}
	}
	return by, nil
}

// speaks says whether a policy may have a say about an action on its kind.
func speaks(p *ast.Policy, a Right) bool {
	if is, ok := p.Resource.(ast.ScopeTypeIs); ok && is.Type != types.EntityType(a.On) {
		return false
	}
	named := actionsOf(p)
	return named == nil || slices.ContainsFunc(named, func(uid types.EntityUID) bool {
		return uid == actionUID(a.Action) || uid == classUID(a.Class)
	})
}

// actionsOf are the actions and classes a policy names in its head; none means that it speaks of any.
func actionsOf(p *ast.Policy) []types.EntityUID {
	switch scope := p.Action.(type) {
	case ast.ScopeTypeEq:
		return []types.EntityUID{scope.Entity}
	case ast.ScopeTypeIn:
		return []types.EntityUID{scope.Entity}
	case ast.ScopeTypeInSet:
		return scope.Entities
	}
	return nil
}

// known refuses a policy whose head names what there is not.
func known(p *ast.Policy) error {
	for _, uid := range actionsOf(p) {
		if !slices.ContainsFunc(Actions, func(a Right) bool { return uid == actionUID(a.Action) || uid == classUID(a.Class) }) {
			return vigie.Errorf(vigie.Invalid, "there is no %s", uid)
		}
	}
	if in, ok := p.Principal.(ast.ScopeTypeIn); ok {
		if name := string(in.Entity.ID); in.Entity != roleUID(name) || groups[name] == nil && !slices.Contains(vigie.Roles, vigie.Role(name)) {
			return vigie.Errorf(vigie.Invalid, "there is no %s", in.Entity)
		}
	}
	if is, ok := p.Resource.(ast.ScopeTypeIs); ok && !slices.Contains(Kinds(), vigie.Kind(is.Type)) {
		return vigie.Errorf(vigie.Invalid, "there is no kind %s", is.Type)
	}
	return nil
}
