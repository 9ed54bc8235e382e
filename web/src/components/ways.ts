import type { Message } from "../lib/language";

/** ways are the pages in the order of the work; a way is shown to who may see something of its kind. */
export const ways: { to: string; label: Message; kind?: string; search?: Record<string, string> }[] = [
  { to: "/today", label: "nav.today" },
  { to: "/targets", label: "nav.targets", kind: "target", search: { state: "proposed" } },
  { to: "/employers", label: "nav.employers", kind: "employer" },
  { to: "/phenomena", label: "phenomena.title", kind: "phenomenon" },
  { to: "/consultations", label: "consultations.title", kind: "consultation" },
  { to: "/investigations", label: "investigations.title", kind: "investigation" },
  { to: "/feedback", label: "inbox.title", kind: "feedback" },
  { to: "/models", label: "models.title", kind: "model" },
  { to: "/indicators", label: "indicators.title", kind: "model" },
];
