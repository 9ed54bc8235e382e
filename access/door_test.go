package access

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"vigie"
)

func TestLogIn(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	anna := o.let(vigie.User{Login: "Anna", Name: "Anna Peeters", Roles: []vigie.Role{vigie.TeamInspector}})
	o.let(vigie.User{Login: "olga", Name: "Olga", Roles: []vigie.Role{vigie.Auditor}, Subject: "https://office|42"}) // comes from the provider
	left := o.let(vigie.User{Login: "left", Name: "Leo"})
	_, err := o.keep.Leave(o.as(o.admin), vigie.Command{At: noon}, vigie.Act{ID: left.UserID})
	o.want("", err)

	u, err := o.door.LogIn(t.Context(), " ANNA ", chosen, noon)
	if o.want("", err); u == nil || u.ID != anna.UserID {
		t.Errorf("%+v", u)
	}
	answers := map[string]bool{}
	for _, try := range [][2]string{{"anna", "wrong"}, {"anna", ""}, {"nobody", chosen}, {"", ""}, {"olga", ""}, {"olga", chosen}, {"left", chosen}, {"anna'--", chosen}} {
		u, err := o.door.LogIn(t.Context(), try[0], try[1], noon)
		if o.want(vigie.Denied, err); u != nil {
			t.Errorf("%q gets in as %+v", try, u)
		}
		answers[err.Error()] = true
	}
	if len(answers) != 1 {
		t.Errorf("answers tell failures apart: %v", answers)
	}
	refused := 0
	for _, e := range o.entries("user.log_in") {
		if strings.Contains(e.Refused, "wrong") || strings.Contains(e.Purpose+e.Detail+e.Refused, chosen) {
			refused++
		}
	}
	if refused != 4 { // two of anna, two of olga
		t.Errorf("%d refusals are written down, want 4", refused)
	}
}

// TestWaitGrows tries wrong passwords one after another, then many at once.
func TestWaitGrows(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	o.let(vigie.User{Login: "anna", Name: "Anna"})
	now := noon
	for failed := 1; failed <= 9; failed++ {
		_, err := o.door.LogIn(t.Context(), "anna", "wrong", now)
		o.want(vigie.Denied, err)
		if w := wait(failed); w > 0 {
			_, err := o.door.LogIn(t.Context(), "anna", chosen, now.Add(w-time.Second))
			if o.want(vigie.Denied, err); err == nil {
				t.Fatalf("after %d wrong ones, %s is not waited for", failed, w)
			}
		}
		now = now.Add(wait(failed))
	}
	if wait(5) != 30*time.Second || wait(6) != time.Minute || wait(100) != 30*time.Minute || wait(slips) != 0 {
		t.Errorf("%s, %s, %s", wait(5), wait(6), wait(100))
	}
	_, err := o.door.LogIn(t.Context(), "anna", chosen, now)
	o.want("", err)
	_, err = o.door.LogIn(t.Context(), "anna", "wrong", now) // a slip again, since it got in
	o.want(vigie.Denied, err)
	_, err = o.door.LogIn(t.Context(), "anna", chosen, now)
	o.want("", err)

	locked := func() (n int) {
		for _, e := range o.entries("user.log_in") {
			if strings.HasPrefix(e.Refused, "locked") {
				n++
			}
		}
		return n
	}
	tried, refused := len(o.entries("user.try_password")), locked()
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() { _, err := o.door.LogIn(t.Context(), "anna", "wrong", now); o.want(vigie.Denied, err) })
	}
	wg.Wait()
	if n, not := len(o.entries("user.try_password"))-tried, locked()-refused; n+not != 20 || not < 15 {
		t.Errorf("of 20 at once, %d were tried and %d were not even; want at least 15 of the latter", n, not)
	}
	_, err = o.door.LogIn(t.Context(), "anna", chosen, now)
	o.want(vigie.Denied, err)
}

func TestFirstAdministratorIsOne(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	_, once, made, err := o.door.FirstAdministrator(t.Context(), noon.AddDate(1, 0, 0))
	if o.want("", err); made || once != "" {
		t.Error("there is a second first administrator")
	}
	for _, p := range []string{"", "admin", "administrator", "password", "changeme", "vigie"} {
		if _, err := o.door.LogIn(t.Context(), "administrator", p, noon.AddDate(0, 0, 1)); err == nil {
			t.Errorf("%q lets the administrator in", p)
		}
	}
}

func TestCheckPassword(t *testing.T) {
	t.Parallel()

	u := &vigie.User{Login: "apeeters", Name: "Anna Peeters"}
	for password, want := range map[string]string{
		chosen: "", "ein schöner Hafen": "", strings.Repeat("wort ", 40): "",
		"short": "at least 12", "": "at least 12", "aaaaaaaaaaaaaaaa": "different signs", "abcabcabcabcabc": "different signs",
		"the PEETERS boat house": "not with your name", "xx apeeters 12345": "not with your name", strings.Repeat("long word ", 30): "at most 256",
		"not utf8 \xff\xff\xff\xff": "at most 256",
	} {
		err := CheckPassword(password, u)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", password, err, want)
		}
	}
	if a, b := oncePassword(), oncePassword(); a == b || len(a) != 27 || CheckPassword(a, u) != nil {
		t.Errorf("%s and %s are no passwords for one log-in", a, b)
	}
}

// TestHarderHash checks that a hash of softer days is made again at the next log-in.
func TestHarderHash(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	anna := o.let(vigie.User{Login: "anna", Name: "Anna"})
	harder := soft
	harder.Iterations = 2
	door, err := newDoor(o.store, harder)
	o.want("", err)
	for range 2 {
		_, err = door.LogIn(t.Context(), "anna", chosen, noon)
		o.want("", err)
	}
	var kept string
	o.want("", o.store.Read(t.Context(), func(b vigie.Books) error {
		c, err := credentialOf(t.Context(), b, anna.UserID)
		kept = c.Password
		return err
	}))
	if params, _, _, err := argon2id.DecodeHash(kept); err != nil || params.Iterations != 2 {
		t.Errorf("%+v, %v", params, err)
	}
}

func TestKeeper(t *testing.T) {
	t.Parallel()

	o := newOffice(t)
	admin, c := o.as(o.admin), vigie.Command{At: noon}
	anna := o.let(vigie.User{Login: "anna", Name: "Anna", Roles: []vigie.Role{vigie.TeamInspector}})
	create := func(u vigie.User) error { _, _, err := o.keep.Create(admin, c, &u); return err }
	o.want(vigie.Conflict, create(vigie.User{Login: " Anna", Name: "Another"}))
	o.want(vigie.Invalid, create(vigie.User{Login: "x", Name: "X", Roles: []vigie.Role{"emperor"}}))
	o.want(vigie.Invalid, create(vigie.User{Login: "x", Name: "X", Roles: []vigie.Role{vigie.PartnerInspectorate}}))
	o.want(vigie.Invalid, create(vigie.User{Login: "x", Name: "X", Service: "tax", Roles: []vigie.Role{vigie.PartnerInspectorate, vigie.DataMiner}}))
	o.want(vigie.Invalid, create(vigie.User{Login: "x"}))
	_, _, err := o.keep.Create(o.as(anna), c, &vigie.User{Login: "friend", Name: "Friend"})
	o.want(vigie.Denied, err)

	// Nobody changes its own rights, and the last administrator stays.
	_, err = o.keep.Change(admin, c, vigie.Act{ID: o.admin.UserID}, func(u *vigie.User) { u.Roles = append(u.Roles, vigie.HeadOfTeam) })
	o.want(vigie.Denied, err)
	_, err = o.keep.Lock(admin, c, vigie.Act{ID: o.admin.UserID})
	o.want(vigie.Conflict, err)
	second := o.let(vigie.User{Login: "second", Name: "Second", Roles: []vigie.Role{vigie.Administrator}})
	_, err = o.keep.Lock(o.as(second), c, vigie.Act{ID: o.admin.UserID})
	o.want("", err)
	_, err = o.keep.Change(o.as(second), c, vigie.Act{ID: second.UserID}, func(u *vigie.User) { u.Roles = nil })
	o.want(vigie.Denied, err)

	// A reset password holds for one log-in, and the one before holds no more.
	once, _, err := o.keep.ResetPassword(o.as(second), c, anna.UserID)
	o.want("", err)
	_, err = o.door.LogIn(t.Context(), "anna", chosen, noon)
	o.want(vigie.Denied, err)
	_, err = o.door.LogIn(t.Context(), "anna", once, noon)
	o.want("", err)
	o.want(vigie.Invalid, o.door.ChangePassword(o.as(anna), once, once, noon))
	o.want(vigie.Denied, o.door.ChangePassword(o.as(anna), "wrong", "another heron on the quay", noon))
	o.want("", o.door.ChangePassword(o.as(anna), once, "another heron on the quay", noon))
	_, err = o.door.LogIn(t.Context(), "anna", once, noon)
	o.want(vigie.Denied, err)

	// Sent twice, it is done once, and the password is said once.
	k := vigie.Command{At: noon, Key: "k", Digest: "d"}
	first, _, err := o.keep.Create(o.as(second), k, &vigie.User{Login: "twice", Name: "T"})
	o.want("", err)
	again, r, err := o.keep.Create(o.as(second), k, &vigie.User{Login: "twice", Name: "T"})
	if o.want("", err); first == "" || again != "" || !r.Repeated {
		t.Errorf("%q, then %q, %+v", first, again, r)
	}
}
