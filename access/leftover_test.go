package access

import (
	"strings"
	"testing"
	"time"

	"vigie"
)

// TestStandInAnswers lets who stands in for a director who has left answer for that directorate, and for no other.
func TestStandInAnswers(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	in := o.let(vigie.User{Login: "ines", Name: "Ines", Roles: []vigie.Role{vigie.ProvincialInspector}, Territories: []string{"south"}, Directorates: []string{"fraud-south"}})
	gone := o.let(vigie.User{Login: "nora", Name: "Nora", Roles: []vigie.Role{vigie.ProvincialDirector}, Directorates: []string{"fraud-north"}, StandIn: in.UserID})
	asked := func(directorate string) vigie.Thing {
		return vigie.Thing{Kind: vigie.KindConsultation, ID: "1", Keys: []vigie.Key{vigie.DirectorateKey(directorate)}}
	}
	actor := func() vigie.Actor {
		who := in
		o.want("", o.store.Read(t.Context(), func(b vigie.Books) error { return complete(t.Context(), b, &who, noon) }))
		return who
	}
	o.want(vigie.NotFound, o.guard.Check(o.as(actor()), "consultation.agree", asked("fraud-north"))) // the director is still there
	_, err := o.keep.Leave(o.as(o.admin), vigie.Command{At: noon}, vigie.Act{ID: gone.UserID})
	o.want("", err)
	o.want("", o.guard.Check(o.as(actor()), "consultation.agree", asked("fraud-north")))
	o.want(vigie.NotFound, o.guard.Check(o.as(actor()), "consultation.agree", asked("fraud-south"))) // its own, which it does not direct
	o.want(vigie.NotFound, o.guard.Check(o.as(actor()), "consultation.agree", asked("fraud-west")))
}

// TestOpenedWithAnInvestigation opens its files and what its directors were asked, as long as it is open itself.
func TestOpenedWithAnInvestigation(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	ines := o.let(vigie.User{Login: "ines", Name: "Ines", Roles: []vigie.Role{vigie.ProvincialInspector}, Territories: []string{"south"}})
	inv, other := &vigie.Investigation{Lead: "ann", Directorates: []string{"fraud-north"}}, &vigie.Investigation{Lead: "ann"}
	file, strange := &vigie.Evidence{Team: []string{"ann"}}, &vigie.Evidence{Team: []string{"ann"}}
	q := &vigie.Consultation{Directorate: "fraud-north"}
	hash, size, err := o.store.Keep(t.Context(), strings.NewReader("a list of who was there"), 100)
	o.want("", err)
	file.Hash, file.Size, strange.Hash, strange.Size = hash, size, hash, size
	_, err = o.store.Do(o.as(vigie.Actor{UserID: "ann"}), vigie.Command{Action: "investigation.open", At: noon}, func(b vigie.Books) error {
		for _, i := range []*vigie.Investigation{inv, other} {
			if err := b.Investigations().Put(t.Context(), i); err != nil {
				return err
			}
		}
		file.Investigation, strange.Investigation, q.InvestigationID = inv.ID, other.ID, inv.ID
		for _, e := range []*vigie.Evidence{file, strange} {
			if err := b.Evidence().Put(t.Context(), e); err != nil {
				return err
			}
		}
		return b.Consultations().Put(t.Context(), q)
	})
	o.want("", err)
	needy := ines
	needy.Purpose = "a tip of today that can not wait"
	glass := &Openings{Casework: o.store, Guard: o.guard}
	_, _, err = glass.Break(o.as(needy), vigie.Command{At: noon, Action: "investigation.break_glass"}, func(vigie.Books) (vigie.Thing, error) { return inv.Thing(), nil })
	o.want("", err)
	for name, at := range map[string]struct {
		hours int
		want  vigie.Code
	}{"Open": {1, ""}, "Closed": {5, vigie.NotFound}} {
		who := ines
		o.want("", o.store.Read(t.Context(), func(b vigie.Books) error {
			return complete(t.Context(), b, &who, noon.Add(time.Duration(at.hours)*time.Hour))
		}))
		for _, thing := range []vigie.Thing{inv.Thing(), file.Thing(), q.Thing()} {
			if err := o.guard.Check(o.as(who), view(thing.Kind), thing); (err == nil) != (at.want == "") {
				t.Errorf("%s: %s: %v", name, thing.Kind, err)
			}
		}
		o.want(vigie.NotFound, o.guard.Check(o.as(who), "evidence.view", strange.Thing()))
	}
}

// TestLostPassword lets the machine of the home give an administrator a password, and writes down that the program did it.
func TestLostPassword(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	once, err := o.door.ResetLost(t.Context(), "Administrator", noon)
	o.want("", err)
	_, err = o.door.LogIn(t.Context(), "administrator", chosen, noon)
	o.want(vigie.Denied, err)
	_, err = o.door.LogIn(t.Context(), "administrator", once, noon)
	o.want("", err)
	if lines := o.entries("user.reset_password"); len(lines) != 1 || lines[0].UserID != vigie.System.UserID {
		t.Errorf("it is written down as %+v", lines)
	}
	_, err = o.door.ResetLost(t.Context(), "nobody", noon)
	o.want(vigie.NotFound, err)
}

func TestSetLanguage(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	anna := o.let(vigie.User{Login: "anna", Name: "Anna", Roles: []vigie.Role{vigie.TeamInspector}, Language: "en"})
	bert := o.let(vigie.User{Login: "bert", Name: "Bert", Roles: []vigie.Role{vigie.TeamInspector}, Language: "en"})
	of := []string{"en", "nl"}
	_, err := o.keep.SetLanguage(o.as(anna), vigie.Command{At: noon}, vigie.Act{ID: anna.UserID}, "nl", of)
	o.want("", err)
	_, err = o.keep.SetLanguage(o.as(anna), vigie.Command{At: noon}, vigie.Act{ID: anna.UserID}, "xx", of)
	o.want(vigie.Invalid, err)
	_, err = o.keep.SetLanguage(o.as(anna), vigie.Command{At: noon}, vigie.Act{ID: bert.UserID}, "nl", of)
	o.want(vigie.Denied, err)
	for id, want := range map[string]string{anna.UserID: "nl", bert.UserID: "en"} {
		o.want("", o.store.Read(t.Context(), func(b vigie.Books) error {
			u, err := b.Users().Get(t.Context(), id)
			if err == nil && u.Language != want {
				t.Errorf("%s is spoken to in %s, want %s", u.Login, u.Language, want)
			}
			return err
		}))
	}
}
