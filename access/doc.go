// Package access says who may do what, who somebody is, and under which name a person or a firm is seen.
//
// Rights are Cedar policies as text, one file a kind in policy. A thing bears keys (a territory, a directorate, a user, a service) and
// an actor holds keys; the policies say which of them count for which role. A Guard asks them, and derives from the same texts which
// things somebody may list, so that a list, a count, a search and an export never show what the check of one thing would hide.
// What may be asked at all is one table, Actions; what comes out of it for each role is table.md, which a test keeps true.
//
// It fails closed: an unknown action, an error in a policy, or nobody asking, is a refusal.
package access
