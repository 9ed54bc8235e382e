package model

import (
	"slices"
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
	var lines []GroupLine
	for _, by := range e.m.Evaluation.Groups {
		members := map[string][]int32{}
		for i, r := range e.held.rows {
			g := e.groupOf(by, r)
			members[g] = append(members[g], int32(i))
		}
		lines = append(lines, audit(j, by, gather(members), top)...)
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
	}
	return ""
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
