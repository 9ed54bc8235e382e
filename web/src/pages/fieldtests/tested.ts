// What the pages of field tests share.
import type { Got, Schemas } from "../../lib/server";
import type { May } from "../../lib/session";
import type { useWords } from "../../lib/words";

export type FieldTest = Schemas["FieldTest"] & May;
export type Figures = Got<"/field-tests/{id}/figures">;

/** tested is what is tried: a model, or an indicator by its question. */
export const tested = (f: FieldTest, words: ReturnType<typeof useWords>) => (f.model ? words.model(f.model) : words.indicator(f.indicator ?? ""));
