// Package api answers over HTTP: every noun, every act, and what the lake says of an employer. Its description, in OpenAPI 3.1, is made
// from the code and kept beside it in openapi.yaml.
//
// It follows the conventions of the federal REST guide (Belgif): plural nouns, lowerCamelCase, lists as items with paging, problems as
// application/problem+json with a URN as type, dates as yyyy-mm-dd, a trace id on every answer.
//
// It decides nothing. Who may see or do what is asked of vigie.Guard, what may follow what of the deciding rooms; a thing that the
// actor may not see answers exactly as one that does not exist.
package api
