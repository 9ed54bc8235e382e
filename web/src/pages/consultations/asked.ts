import { may } from "../../lib/session";
import type { Consultation } from "../../lib/work";

export const choices = ["agree", "agree_with_conditions", "object"] as const;
export type Choice = (typeof choices)[number];

/** answers are those that a consultation can be given now by who looks at it. */
export const answers = (c: Consultation): Choice[] => choices.filter((x) => may(c, `consultation.${x}`));

/** toneOf is how an answer looks; the word beside it says it. */
export const toneOf = (state: string) => (state === "objected" ? "late" : state === "asked" ? "soon" : state === "reopened" ? "calm" : "good");
