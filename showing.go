package vigie

import "slices"

// Showing shows a thing to another inspectorate, or no longer.
type Showing struct {
	Service  string // that it is shown to
	Withdraw bool   // it is not shown any more
}

// Apply changes the services to which a thing is shown. To withdraw what was never shown is a conflict, so that nobody believes it is hidden now
// who has named another service by mistake.
func (d Showing) Apply(o *Office, services *[]string) error {
	if !slices.Contains(o.Services, d.Service) {
		return Errorf(Invalid, "service %q: choose one of %v", d.Service, o.Services)
	}
	i := slices.Index(*services, d.Service)
	switch {
	case d.Withdraw && i < 0:
		return Errorf(Conflict, "withdraw it from %s: it is not disclosed to it", d.Service)
	case d.Withdraw:
		*services = slices.Delete(slices.Clone(*services), i, i+1)
	case i < 0:
		*services = append(slices.Clone(*services), d.Service)
	}
	return nil
}
