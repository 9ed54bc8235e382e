package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"vigie/match"
)

// job is what the peer is told: its own settings, made of our spec.
type job struct {
	Names         []string       `json:"names"`
	Files         []string       `json:"files"`
	Settings      map[string]any `json:"settings"`
	Training      []string       `json:"training"`
	Deterministic []string       `json:"deterministic"`
	Recall        float64        `json:"recall"`
	Sample        int            `json:"sample"`
	Seed          int            `json:"seed"`
	Threads       int            `json:"threads"`
	Accept        float64        `json:"accept"`
	Review        float64        `json:"review"`
	Count         bool           `json:"count"`
	Out           string         `json:"out"`
}

var tasks = map[string]string{"dedupe": "dedupe_only", "link": "link_only", "both": "link_and_dedupe"}

// jobOf writes a spec down as Splink's settings. The records go over as cleaned, so that both compare the same texts, and
// the peer is spared the cleaning.
func jobOf(spec *match.Spec, t *match.Table, s set, dir string) (job, error) {
	j := job{Sample: spec.Train.Sample, Seed: 1, Recall: s.recall, Accept: spec.Accept, Review: 0.01, Count: true, Out: filepath.Join(dir, "pairs.csv")}
	var rules []map[string]any
	for _, r := range spec.Block {
		sql, err := ruleSQL(r)
		if err != nil {
			return j, err
		}
		rules = append(rules, map[string]any{"blocking_rule": sql, "sql_dialect": "duckdb"})
	}
	for _, r := range spec.Train.Block {
		sql, err := ruleSQL(r)
		if err != nil {
			return j, err
		}
		j.Training = append(j.Training, sql)
	}
	for _, r := range s.sure {
		sql, err := ruleSQL(r)
		if err != nil {
			return j, err
		}
		j.Deterministic = append(j.Deterministic, sql)
	}
	var comparisons []map[string]any
	for _, c := range spec.Compare {
		one, err := comparisonOf(c)
		if err != nil {
			return j, err
		}
		comparisons = append(comparisons, one)
	}
	j.Settings = map[string]any{
		"link_type": tasks[spec.Task], "unique_id_column_name": "unique_id", "comparisons": comparisons,
		"blocking_rules_to_generate_predictions": rules, "retain_matching_columns": false, "em_convergence": spec.Train.Tolerance,
		"max_iterations": spec.Train.Iterations,
	}
	for i, name := range t.Sources() {
		file := filepath.Join(dir, fmt.Sprintf("records-%d.csv", i))
		j.Names, j.Files = append(j.Names, strings.ReplaceAll(name, "-", "_")), append(j.Files, file)
		if err := writeRecords(spec, t, name, file); err != nil {
			return j, err
		}
	}
	return j, nil
}

func writeRecords(spec *match.Spec, t *match.Table, source, file string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	head := []string{"unique_id"}
	for _, field := range spec.Fields {
		head = append(head, field.Name)
	}
	w.Write(head)
	for r := range t.Rows() {
		if t.Source(r) != source {
			continue
		}
		row := []string{t.ID(r)}
		for _, field := range spec.Fields {
			row = append(row, t.Value(r, field.Name))
		}
		w.Write(row)
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return err
	}
	return f.Close()
}

var termForm = regexp.MustCompile(`^(?:(\w+)\((\w+)(?:, *(\d+))?\)|(\w+))$`)

// ruleSQL writes a blocking rule as SQL; of steps it knows those that SQL has as well.
func ruleSQL(rule string) (string, error) {
	var terms []string
	for term := range strings.SplitSeq(rule, " and ") {
		m := termForm.FindStringSubmatch(strings.TrimSpace(term))
		side := func(table string) string {
			column := fmt.Sprintf("%s.%q", table, m[2]+m[4])
			switch m[1] {
			case "first":
				return fmt.Sprintf("substr(%s, 1, %s)", column, m[3])
			case "year":
				return fmt.Sprintf("substr(%s, 1, 4)", column)
			}
			return column
		}
		if m == nil || m[1] != "" && m[1] != "first" && m[1] != "year" {
			return "", fmt.Errorf("rule %q can not be written as SQL: let %q be a field", rule, term)
		}
		terms = append(terms, side("l")+" = "+side("r"))
	}
	return strings.Join(terms, " AND "), nil
}

var testForm = regexp.MustCompile(`^(\w+)(?:\((\w+)\))?(?: *(>=|<=) *([0-9.]+))?$`)

func comparisonOf(c match.Comparison) (map[string]any, error) {
	levels := []map[string]any{{
		"sql_condition": fmt.Sprintf(`"%s_l" IS NULL OR "%s_r" IS NULL`, c.Field, c.Field), "label_for_charts": "missing", "is_null_level": true,
	}}
	for _, text := range c.Levels {
		var tests []string
		for test := range strings.SplitSeq(text, " and ") {
			sql, err := testSQL(c.Field, strings.TrimSpace(test))
			if err != nil {
				return nil, err
			}
			tests = append(tests, sql)
		}
		level := map[string]any{"sql_condition": strings.Join(tests, " AND "), "label_for_charts": text}
		if text == "exact" && c.TermFrequency {
			level["tf_adjustment_column"] = c.Field
			level["tf_adjustment_weight"] = 1.0
		}
		levels = append(levels, level)
	}
	levels = append(levels, map[string]any{"sql_condition": "ELSE", "label_for_charts": "else"})
	return map[string]any{"output_column_name": c.Field, "comparison_levels": levels}, nil
}

func testSQL(field, test string) (string, error) {
	m := testForm.FindStringSubmatch(test)
	if m == nil {
		return "", fmt.Errorf("level %q can not be written as SQL", test)
	}
	f := field
	if m[2] != "" {
		f = m[2]
	}
	call := func(function string) string {
		return fmt.Sprintf(`%s("%s_l", "%s_r") %s %s`, function, f, f, m[3], m[4])
	}
	days := func(times string) string {
		return fmt.Sprintf(`abs(date_diff('day', try_cast("%s_l" AS DATE), try_cast("%s_r" AS DATE))) <= %s * %s`, f, f, m[4], times)
	}
	switch m[1] {
	case "exact":
		return fmt.Sprintf(`"%s_l" = "%s_r"`, f, f), nil
	case "swapped":
		return fmt.Sprintf(`"%s_l" = "%s_r" AND "%s_r" = "%s_l"`, field, f, field, f), nil
	case "jaro_winkler":
		return call("jaro_winkler_similarity"), nil
	case "levenshtein":
		return call("levenshtein"), nil
	case "damerau":
		return call("damerau_levenshtein"), nil
	case "days":
		return days("1"), nil
	case "months":
		return days("30.4375"), nil
	case "years":
		return days("365.25"), nil
	}
	return "", fmt.Errorf("level %q can not be written as SQL", test)
}
