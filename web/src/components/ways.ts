import type { Message } from "../lib/language";

/** ways are the pages in the order of the work; a way is shown to who may see something of its kind. */
export const ways: { to: string; label: Message; kind?: string; search?: Record<string, string> }[] = [
  { to: "/today", label: "nav.today" },
  { to: "/targets", label: "nav.targets", kind: "target", search: { state: "proposed" } },
  { to: "/field", label: "field.title", kind: "target" },
  { to: "/employers", label: "nav.employers", kind: "employer" },
  { to: "/phenomena", label: "phenomena.title", kind: "phenomenon" },
  { to: "/consultations", label: "consultations.title", kind: "consultation" },
  { to: "/investigations", label: "investigations.title", kind: "investigation" },
  { to: "/feedback", label: "inbox.title", kind: "feedback" },
  { to: "/field-tests", label: "trials.title", kind: "fieldtest" },
  { to: "/models", label: "models.title", kind: "model" },
  { to: "/indicators", label: "indicators.title", kind: "model" },
  { to: "/evaluation", label: "reports.title", kind: "report" },
  { to: "/registers", label: "registers.title", kind: "register" },
  { to: "/pairs", label: "pairs.title", kind: "pair" },
  { to: "/jobs", label: "jobs.title", kind: "job" },
  { to: "/users", label: "users.title", kind: "user" },
  { to: "/openings", label: "openings.title", kind: "opening" },
  { to: "/audit", label: "audit.title", kind: "audit" },
  { to: "/settings", label: "settings.title" },
];
