package model

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// groups audits how the scorer in use treats the groups that the pack names: what share of those judged and of the first tenth
// belongs to each. Groups smaller than minCount are put together, so that no single business is audited.
func (e *evaluator) groups(scorer string) []GroupLine {
	j := judge(e.t, e.held.rows, e.held.margins[scorer])
	order := j.ranked().order
	top := make([]bool, j.Len())
	for _, r := range order[:max(1, j.Len()/10)] {
		top[r] = true
	}
	selected := e.selected(j)
	var lines []GroupLine
	for _, by := range e.m.Evaluation.Groups {
		members := map[string][]int32{}
		for i, r := range e.held.rows {
			g := e.groupOf(by, r)
			members[g] = append(members[g], int32(i))
		}
		members = gather(members)
		part := audit(j, by, members, top)
		for i := range part {
			e.burden(&part[i], j, members[part[i].Group], selected)
		}
		lines = append(lines, part...)
	}
	return lines
}

func (e *evaluator) groupOf(by string, row int32) string {
	switch by {
	case "inspector_group":
		return e.t.Group[row]
	case "sector":
		return e.t.Sector[row]
	case "territory":
		return e.t.Territory[row]
	case "kind":
		return at(e.t.Kind, row)
	case "age":
		if e.t.Age == nil {
			return ""
		}
		return band(e.t.Age[row], e.m.Evaluation.Bands[by])
	}
	for i := range e.t.Features {
		switch f := &e.t.Features[i]; {
		case f.Ref != by:
		case f.Categorical():
			return e.t.Texts[i][row]
		default:
			return band(float64(e.t.Numbers[i][row]), e.m.Evaluation.Bands[by])
		}
	}
	return ""
}

// at is a row's text; a table that nobody asked for it has none.
func at(column []string, row int32) string {
	if column == nil {
		return ""
	}
	return column[row]
}

// band names the part between two limits in which a number lies; a limit begins one. What is not known lies in none.
func band(v float64, limits []float64) string {
	if math.IsNaN(v) || len(limits) == 0 {
		return ""
	}
	show := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	i := slices.IndexFunc(limits, func(limit float64) bool { return v < limit })
	switch i {
	case 0:
		return "under " + show(limits[0])
	case -1:
		return show(limits[len(limits)-1]) + " or more"
	}
	return fmt.Sprintf("%s to %s", show(limits[i-1]), show(limits[i]))
}

// gather puts groups that are too small to speak of together.
func gather(members map[string][]int32) map[string][]int32 {
	out := map[string][]int32{}
	for g, rows := range members {
		if g == "" {
			g = "not known"
		}
		if len(rows) < minCount {
			g = "other"
		}
		out[g] = append(out[g], rows...)
	}
	return out
}

func audit(j Judged, by string, members map[string][]int32, top []bool) []GroupLine {
	var lines []GroupLine
	for g, rows := range members {
		line := GroupLine{By: by, Group: g, Rows: len(rows)}
		part := Judged{}
		for _, r := range rows {
			part.Score = append(part.Score, j.Score[r])
			part.Positive = append(part.Positive, j.Positive[r])
			part.Tie = append(part.Tie, j.Tie[r])
			part.Day = append(part.Day, j.Day[r])
			part.Group = append(part.Group, j.Group[r])
			if j.Positive[r] {
				line.Positives++
			}
			if top[r] {
				line.InTop10++
				if j.Positive[r] {
					line.HitsTop10++
				}
			}
		}
		if auc := part.ranked().auc(ones(len(rows))); auc == auc {
			line.AUC = &auc
		}
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b GroupLine) int {
		if a.Rows != b.Rows {
			return b.Rows - a.Rows
		}
		if a.Group < b.Group {
			return -1
		}
		return 1
	})
	return lines
}
