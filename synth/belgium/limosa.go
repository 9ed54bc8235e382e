package belgium

import (
	"context"
	"fmt"

	"vigie/synth/extract"
)

// writeLimosa writes the declared postings. One in a hundred misspells the employer's name.
func writeLimosa(_ context.Context, w *world, s *shelf) error {
	out, err := s.open("limosa/limosa-%.csv", `LimosaId WorkerId ForeignEmployerID ForeignEmployerName Country ClientID StartingDate EndingDate Nature
		SiteZipcode WorksId A1Nbr DeclaredOn`, w.periodic(), dirt(often, 1, 6, 4))
	if err != nil {
		return err
	}
	number := 0
	for k := 1; k < len(w.foreigners); k++ {
		f := &w.foreigners[k]
		for _, p := range w.postings(int32(k)) {
			number++
			if p.declared == 0 || p.to < history {
				continue
			}
			w.limosaRow(out.Begin(p.declared), number, f, &p)
		}
	}
	return nil
}

func (w *world) limosaRow(r *extract.Row, number int, f *foreigner, p *posting) {
	name := f.name
	if number%100 == 7 && len(name) > 6 {
		name = name[:3] + name[4:]
	}
	r.Text(fmt.Sprintf("L%09d", number))
	w.someone(r, p.person).Text(f.id).Text(name).Text(f.country)
	w.company(r, p.client).Date(p.from).Date(p.to).Text("services")
	r.Text(w.towns[p.town].zip)
	if p.named {
		r.Text(worksID(p.site))
	} else {
		r.None()
	}
	r.Text(p.certificate.number).Date(p.declared).End()
}
