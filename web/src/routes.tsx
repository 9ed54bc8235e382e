import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { Shell } from "./components/shell";
import { Loading, NotThere, Trouble } from "./components/states";
import { readTargetsSearch } from "./lib/targets";

// Every page is a file of its own, fetched when it is first opened. What stands in the address is read here, and nowhere else.
const root = createRootRoute({ component: Shell, notFoundComponent: NotThere });
const text = (v: unknown) => (typeof v === "string" && v !== "" ? v : undefined);

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/today" });
  },
});

const today = createRoute({
  getParentRoute: () => root,
  path: "/today",
  component: lazyRouteComponent(() => import("./pages/today/today"), "Today"),
});

const targets = createRoute({
  getParentRoute: () => root,
  path: "/targets",
  validateSearch: readTargetsSearch,
  component: lazyRouteComponent(() => import("./pages/targets/targets"), "Targets"),
});

const employers = createRoute({
  getParentRoute: () => root,
  path: "/employers",
  validateSearch: (s: Record<string, unknown>): { q?: string } => ({ q: text(s.q) }),
  component: lazyRouteComponent(() => import("./pages/employers/employers"), "Employers"),
});

const dossier = createRoute({
  getParentRoute: () => root,
  path: "/employers/$id",
  validateSearch: (s: Record<string, unknown>): { tab?: string; target?: string; from?: string; to?: string } => ({ tab: text(s.tab), target: text(s.target), from: text(s.from), to: text(s.to) }),
  component: lazyRouteComponent(() => import("./pages/employers/dossier"), "Dossier"),
});

const phenomena = createRoute({
  getParentRoute: () => root,
  path: "/phenomena",
  validateSearch: (s: Record<string, unknown>): { q?: string; sector?: string; mine?: boolean } => ({ q: text(s.q), sector: text(s.sector), mine: s.mine === true || undefined }),
  component: lazyRouteComponent(() => import("./pages/phenomena/phenomena"), "Phenomena"),
});

const phenomenon = createRoute({ getParentRoute: () => root, path: "/phenomena/$id", component: lazyRouteComponent(() => import("./pages/phenomena/phenomenon"), "Phenomenon") });

const consultations = createRoute({ getParentRoute: () => root, path: "/consultations", component: lazyRouteComponent(() => import("./pages/consultations/consultations"), "Consultations") });

const consultation = createRoute({ getParentRoute: () => root, path: "/consultations/$id", component: lazyRouteComponent(() => import("./pages/consultations/consultation"), "Consultation") });

const investigations = createRoute({
  getParentRoute: () => root,
  path: "/investigations",
  validateSearch: (s: Record<string, unknown>): { state?: string } => ({ state: text(s.state) }),
  component: lazyRouteComponent(() => import("./pages/investigations/investigations"), "Investigations"),
});

const investigation = createRoute({ getParentRoute: () => root, path: "/investigations/$id", component: lazyRouteComponent(() => import("./pages/investigations/investigation"), "Investigation") });

const feedback = createRoute({
  getParentRoute: () => root,
  path: "/feedback",
  validateSearch: (s: Record<string, unknown>): { reason?: string; open?: boolean } => ({ reason: typeof s.reason === "string" ? s.reason : undefined, open: s.open === true || undefined }),
  component: lazyRouteComponent(() => import("./pages/feedback/feedback"), "Feedback"),
});

const models = createRoute({ getParentRoute: () => root, path: "/models", component: lazyRouteComponent(() => import("./pages/models/models"), "Models") });

const model = createRoute({
  getParentRoute: () => root,
  path: "/models/$id",
  validateSearch: (s: Record<string, unknown>): { tab?: string; figure?: string; before?: string; after?: string } => ({ tab: text(s.tab), figure: text(s.figure), before: text(s.before), after: text(s.after) }),
  component: lazyRouteComponent(() => import("./pages/models/model"), "Model"),
});

const indicators = createRoute({
  getParentRoute: () => root,
  path: "/indicators",
  validateSearch: (s: Record<string, unknown>): { q?: string; phenomenon?: string } => ({ q: text(s.q), phenomenon: text(s.phenomenon) }),
  component: lazyRouteComponent(() => import("./pages/indicators/indicators"), "Indicators"),
});

const indicator = createRoute({ getParentRoute: () => root, path: "/indicators/$id", component: lazyRouteComponent(() => import("./pages/indicators/indicator"), "Indicator") });

const registers = createRoute({ getParentRoute: () => root, path: "/registers", component: lazyRouteComponent(() => import("./pages/registers/registers"), "Registers") });

const register = createRoute({ getParentRoute: () => root, path: "/registers/$id", component: lazyRouteComponent(() => import("./pages/registers/register"), "Register") });

const pairs = createRoute({ getParentRoute: () => root, path: "/pairs", component: lazyRouteComponent(() => import("./pages/judgements/judgements"), "Judgements") });

const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  validateSearch: (s: Record<string, unknown>): { user?: string; kind?: string; id?: string; after?: number } => ({ user: text(s.user), kind: text(s.kind), id: text(s.id), after: typeof s.after === "number" ? s.after : undefined }),
  component: lazyRouteComponent(() => import("./pages/audit/audit"), "Audit"),
});

const openings = createRoute({ getParentRoute: () => root, path: "/openings", component: lazyRouteComponent(() => import("./pages/openings/openings"), "Openings") });

const users = createRoute({
  getParentRoute: () => root,
  path: "/users",
  validateSearch: (s: Record<string, unknown>): { q?: string } => ({ q: text(s.q) }),
  component: lazyRouteComponent(() => import("./pages/users/users"), "Users"),
});

const jobs = createRoute({ getParentRoute: () => root, path: "/jobs", component: lazyRouteComponent(() => import("./pages/jobs/jobs"), "Jobs") });

const settings = createRoute({ getParentRoute: () => root, path: "/settings", component: lazyRouteComponent(() => import("./pages/settings/settings"), "Settings") });

const reports = createRoute({ getParentRoute: () => root, path: "/evaluation", component: lazyRouteComponent(() => import("./pages/evaluation/reports"), "Reports") });

const report = createRoute({ getParentRoute: () => root, path: "/evaluation/$id", component: lazyRouteComponent(() => import("./pages/evaluation/report"), "Report") });

const fieldTests = createRoute({ getParentRoute: () => root, path: "/field-tests", component: lazyRouteComponent(() => import("./pages/fieldtests/fieldtests"), "FieldTests") });

const fieldTest = createRoute({ getParentRoute: () => root, path: "/field-tests/$id", component: lazyRouteComponent(() => import("./pages/fieldtests/fieldtest"), "Trial") });

const late = createRoute({ getParentRoute: () => root, path: "/late", component: lazyRouteComponent(() => import("./pages/late/late"), "Lates") });

const field = createRoute({
  getParentRoute: () => root,
  path: "/field",
  validateSearch: (s: Record<string, unknown>): { target?: string; tell?: boolean } => ({ target: text(s.target), tell: s.tell === true || undefined }),
  component: lazyRouteComponent(() => import("./pages/field/field"), "Field"),
});

const tree = root.addChildren([start, today, targets, employers, dossier, phenomena, phenomenon, consultations, consultation, investigations, investigation, feedback, models, model, indicators, indicator, registers, register, pairs, audit, openings, users, jobs, settings, reports, report, field, late, fieldTests, fieldTest]);

export const makeRouter = () =>
  createRouter({ routeTree: tree, defaultPendingComponent: Loading, defaultErrorComponent: Trouble, defaultPreload: "intent", scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
