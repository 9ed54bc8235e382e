// The one file that talks to the server. Types are those of its own description (openapi.d.ts, made by `npm run types`).
import type { components, paths } from "./openapi";

export type Schemas = components["schemas"];
export type Problem = Schemas["Problem"];

/** Failure is an answer that is none: what the server said about it, or that it could not be reached. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly problem?: Problem,
  ) {
    super(problem?.detail ?? problem?.title ?? "");
  }
}

type Path = keyof paths & `/api/v1${string}`;
type Short<P> = P extends `/api/v1${infer S}` ? S : never;
type With<M extends string> = { [P in Path]: paths[P] extends Record<M, { responses: unknown }> ? Short<P> : never }[Path];
type Operation<P extends string, M extends string> = `/api/v1${P}` extends Path ? (paths[`/api/v1${P}`] extends Record<M, infer O> ? O : never) : never;
type Answer<O> = O extends { responses: { 200: { content: { "application/json": infer T } } } } ? T : undefined;
type Body<O> = O extends { requestBody: { content: { "application/json": infer B } } } ? B : undefined;
type Query<O> = O extends { parameters: { query?: infer Q } } ? Q : never;

export type Got<P extends With<"get">> = Answer<Operation<P, "get">>;
export type Sent<P extends With<"post">> = Body<Operation<P, "post">>;

type Extra = { id?: string; headers?: Record<string, string>; signal?: AbortSignal };

/** get reads. Values of the query that are empty are left out. */
export function get<P extends With<"get">>(path: P, o: Extra & { query?: Query<Operation<P, "get">> } = {}): Promise<Got<P>> {
  return send("GET", "/api/v1" + at(path, o.id) + search((o.query ?? {}) as Record<string, unknown>), o) as Promise<Got<P>>;
}

/** post sends a command, under a key of its own: what is sent twice is done once. */
export function post<P extends With<"post">>(path: P, body: Sent<P>, o: Extra & { version?: number } = {}): Promise<Answer<Operation<P, "post">>> {
  const headers: Record<string, string> = { "Content-Type": "application/json", "Idempotency-Key": newKey(), ...o.headers };
  if (o.version) headers["If-Match"] = `"${o.version}"`;
  return send("POST", "/api/v1" + at(path, o.id), { ...o, headers, body: JSON.stringify(body ?? {}) }) as Promise<Answer<Operation<P, "post">>>;
}

/** sendCommand sends a command that was written earlier, under the key that it was given then. */
export function sendCommand(path: string, body: unknown, o: { id?: string; version?: number; key: string }): Promise<Schemas["Receipt"]> {
  return post(path as With<"post">, body as never, { id: o.id, version: o.version, headers: { "Idempotency-Key": o.key } }) as Promise<Schemas["Receipt"]>;
}

/** sendFile adds a file to an investigation, or to one of its visits. */
export function sendFile(file: File, investigation: string, visit?: string, key = newKey()): Promise<Schemas["Receipt"]> {
  const body = new FormData();
  body.set("file", file);
  body.set("investigation", investigation);
  if (visit) body.set("visit", visit);
  return send("POST", "/api/v1/evidence", { headers: { "Idempotency-Key": key }, body }) as Promise<Schemas["Receipt"]>;
}

/** contentOf is the address of a file of evidence, which the browser keeps and does not open. */
export const contentOf = (id: string) => `/api/v1/evidence/${encodeURIComponent(id)}/content`;

export const logOut = () => send("DELETE", "/api/v1/session", {});

/** Country is what the pack calls things, and what day it is there (cmd/vigie/serve_country.go). */
export type Country = {
  today: string;
  name: Text;
  languages: string[];
  timeZone: string;
  currency: string;
  words: Record<string, Record<string, Text>>;
  indicators: Record<string, { question: Text; why: Text; innocent: Text[] | null; unit: Text | null; phenomenon?: string; legalBasis?: string }>;
  models: Record<string, { name: Text; meaning: Text; capacity: number; territories?: Record<string, number> }>;
  features: Record<string, Text>;
  methodologies: Record<string, Text>;
};
export type Text = Record<string, string>;

export const country = () => send("GET", "/country.json", {}) as Promise<Country>;

/** takeFile asks for a file and hands it to the browser to be kept; what was refused is a failure like any other. */
export async function takeFile(path: string, id: string, name: string, o: { headers?: Record<string, string>; body?: unknown } = {}): Promise<Blob> {
  const body = o.body === undefined ? undefined : JSON.stringify(o.body);
  const headers = { ...(body && { "Content-Type": "application/json", "Idempotency-Key": newKey() }), ...o.headers };
  const answer = await fetch("/api/v1" + at(path, id), { method: body ? "POST" : "GET", body, headers, credentials: "same-origin" }).catch(() => {
    throw new Failure(0);
  });
  if (!answer.ok) throw new Failure(answer.status, parse(await answer.text()) as Problem | undefined);
  const file = await answer.blob();
  if (name) keepFile(file, name);
  return file;
}

/** keepFile hands a file to the browser, to be kept under a name. */
export function keepFile(file: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const at = (path: string, id?: string) => (id === undefined ? path : path.replace("{id}", encodeURIComponent(id)));

function search(query: Record<string, unknown>): string {
  const q = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") q.set(name, String(value));
  }
  return q.size > 0 ? `?${q}` : "";
}

// A page that is not served over TLS has no crypto.randomUUID.
export const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

async function send(method: string, url: string, o: Extra & { body?: string | FormData }): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(url, { method, body: o.body, headers: o.headers, signal: o.signal, credentials: "same-origin" });
  } catch (err) {
    if (o.signal?.aborted) throw err;
    throw new Failure(0);
  }
  const text = await answer.text();
  const body = parse(text);
  if (!answer.ok) throw new Failure(answer.status, body as Problem | undefined);
  return body;
}

function parse(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** printTargets is the address of a list as a document. */
export const printTargets = (query: Query<Operation<"/targets", "get">>) => "/api/v1/targets/paper" + search((query ?? {}) as Record<string, unknown>);

/** employersMap are the places of all employers that one may see: longitude and latitude in turn. */
export async function employersMap(signal: AbortSignal): Promise<Float32Array> {
  const answer = await fetch("/api/v1/employers/map", { signal, credentials: "same-origin" });
  if (!answer.ok) throw new Failure(answer.status);
  return new Float32Array(await answer.arrayBuffer());
}

/** exportTargets is the address of a list as a file. */
export const exportTargets = (query: Query<Operation<"/targets", "get">>) => "/api/v1/targets/export" + search((query ?? {}) as Record<string, unknown>);
