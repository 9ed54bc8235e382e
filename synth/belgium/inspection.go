package belgium

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// byVisit are the inspections in order of the visit, as their numbers go.
func (w *world) byVisit() []inspection {
	list := slices.Clone(w.inspections)
	slices.SortStableFunc(list, func(a, b inspection) int { return cmp.Compare(a.on, b.on) })
	return list
}

func inspectionID(i int) string { return fmt.Sprintf("I%07d", i+1) }

// writeVisits writes the diary: who was visited, some days after, long before anybody knows what came of it.
func writeVisits(_ context.Context, w *world, s *shelf) error {
	out, err := s.open("inspection/visit-%.csv", "InspectionId CompanyID InspectedOn EnteredOn Service", w.periodic(), dirt(often, 1, 2, 4))
	if err != nil {
		return err
	}
	for i, v := range w.byVisit() {
		r := out.Begin(v.entered).Text(inspectionID(i))
		w.company(r, v.firm).Date(v.on).Date(v.entered).Text(v.service).End()
	}
	return nil
}

// writeInspections writes the reports that were closed. What was collected is known later: a third of the reports with an
// amount come again in a later extract, with more.
func writeInspections(_ context.Context, w *world, s *shelf) error {
	out, err := s.open("inspection/inspection-%.csv", `InspectionId CompanyID InspectedOn ClosedOn Channel Service Team PersonsChecked
		UndeclaredWorkers Outcome Phenomenon Assessed Collected SelectionProbability`, w.periodic(), dirt(often, 1, 2, 9))
	if err != nil {
		return err
	}
	key := w.key("inspection")
	for i, v := range w.byVisit() {
		d := keyed(key, i)
		collected, again := v.collected, v.assessed > 0 && d.chance(.33)
		if again {
			collected = int(float64(collected) * .5 * d.float())
		}
		write := func(extract, collected int) {
			r := out.In(extract).Text(inspectionID(i))
			w.company(r, v.firm).Date(v.on).Date(v.closed).Text(v.channel).Text(v.service).Text(v.team)
			r.Int(v.checked).Int(v.undeclared).Text(v.outcome).Text(v.phenomenon).Int(v.assessed).Int(collected)
			if v.probability > 0 {
				r.Float(v.probability, 5).End()
				return
			}
			r.None().End()
		}
		first := out.Extract(v.closed)
		write(first, collected)
		if again {
			write(first+d.between(1, 4), v.collected)
		}
	}
	return nil
}
