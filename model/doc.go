// Package model trains risk models and says honestly how good they are.
//
// Label writes who is to be learnt from: one row an entity and date, with the outcome that became known later, and when.
// Matrix joins the features to it. Train fits the learner on what was known on a date, calibrates it on later rows,
// and keeps it in a registry with everything it followed from. Evaluate judges it on later periods, beside baselines that
// any inspector could have used, with bootstrap intervals, and warns when a result rests on who inspects.
//
// Terms: cohort, as-of date, knowledge date and label timespan are those of triage (dssg); see docs/glossary.md.
package model
