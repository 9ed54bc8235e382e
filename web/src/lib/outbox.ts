// What was said in the field and has not been sent: in order, each command under its own key and with the version that was seen. What the server
// refuses is kept with what it answered, here and in the office; nothing is dropped but by its writer.
import { drop, got, gotBytes, put } from "./vault";
import { Failure, newKey, post, type Schemas, sendCommand, sendFile, type Sent } from "./server";

export type Step =
  | { does: "visit" | "enter-visit"; path: "/targets/{id}/visit" | "/investigations/{id}/enter-visit"; id: string; body: unknown; version: number; key: string }
  | { does: "feedback"; path: "/feedback"; body: Sent<"/feedback">; key: string }
  | { does: "settle"; path: "/late/{id}/settle"; id: string; body: Sent<"/late/{id}/settle">; key: string }
  | { does: "photo"; photo: string; name: string; type: string; investigation: string; visit?: string; key: string };

export type Told = { id: string; target: string; name: string; at: string; steps: Step[]; done: number; refused?: string; late?: string };

/** notKept is what stands for the office's copy where the office could not keep one either. */
const notKept = "-";
const box = "outbox";
export const waiting = async () => (await got<Told[]>(box)) ?? [];
export const isWaiting = (x: Told) => x.refused === undefined && x.done < x.steps.length;

// One page writes at a time, also where two are open.
const alone = <T>(f: () => Promise<T>) => navigator.locks.request("vigie-outbox", f) as Promise<T>;

/** tell puts something in the box. */
export const tell = (x: Told) => alone(async () => put(box, [...(await waiting()), x]));

/** withdraw takes out what its writer does not want to send any more; the office is told why, if it has a copy. */
export const withdraw = (id: string, note: string) =>
  alone(async () => {
    const all = await waiting();
    const x = all.find((y) => y.id === id);
    for (const s of x?.steps ?? []) if (s.does === "photo") await drop(s.photo);
    await put(box, x && hasCopy(x) ? all.map((y) => (y === x ? { ...x, refused: undefined, done: 0, steps: [settles(x.late, "put_aside", note)] } : y)) : all.filter((y) => y !== x));
  });

const hasCopy = (x: Told): x is Told & { late: string } => !!x.late && x.late !== notKept;
const settles = (id: string, became: "sent_again" | "put_aside", note?: string): Step => ({ does: "settle", path: "/late/{id}/settle", id, body: { became, note }, key: newKey() });

/** retry sends once more what was refused, against what stands there now: the versions are by id, and a target that was visited since is not visited again. */
export const retry = (id: string, versions: Record<string, number>, visited: string[]) =>
  alone(async () => {
    const renewed = (s: Step): Step => ("version" in s ? { ...s, version: versions[s.id] ?? s.version, key: newKey() } : { ...s, key: newKey() });
    const again = (x: Told): Told => {
      const left = x.steps.slice(x.done).filter((s) => s.does !== "settle" && !(s.does === "visit" && visited.includes(s.id)));
      return { ...x, refused: undefined, done: 0, steps: [...left.map(renewed), ...(hasCopy(x) ? [settles(x.late, "sent_again")] : [])] };
    };
    await put(box, (await waiting()).map((x) => (x.id === id ? again(x) : x)));
  });

/** send sends what waits, until the server can not be reached or knows nobody; that is thrown. What was sent leaves the box. */
export const send = () =>
  alone(async () => {
    let all = await waiting();
    for (const { id } of all.filter(isWaiting)) {
      for (let x = all.find((y) => y.id === id); x && isWaiting(x); x = all.find((y) => y.id === id)) {
        all = await sendNext(all, x);
        await put(box, all);
      }
    }
    for (const x of all.filter((y) => y.refused !== undefined && !y.late)) await put(box, (all = await keepLate(all, x)));
  });

/** keepLate gives the office what was not applied, as it was written. */
async function keepLate(all: Told[], x: Told): Promise<Told[]> {
  const words = said(x);
  if (!words) return all;
  const { target, visitedOn, outcome, verdicts, sentence } = words;
  const left = x.steps.slice(x.done);
  const body = { target, visitedOn, outcome, verdicts, sentence, checklist: checklistOf(x), writtenAt: x.at, photos: left.filter((s) => s.does === "photo").length, refused: x.refused ?? "" };
  const late = await post("/late", body, { headers: { "Idempotency-Key": `late-${x.id}` } }).then(
    (r) => r.changed?.find((c) => c.kind === "late")?.id ?? notKept,
    (err: unknown) => {
      if (err instanceof Failure && isRefusal(err.status)) return notKept;
      throw err;
    },
  );
  return all.map((y) => (y.id === x.id ? { ...y, late } : y));
}

/** said is what was written of a target, of what waits. */
export const said = (x: Told) => feedbackOf(x)?.body;

const feedbackOf = (x: Told) => x.steps.find((s): s is Extract<Step, { does: "feedback" }> => s.does === "feedback");

const checklistOf = (x: Told) => {
  const visit = x.steps.find((s) => s.does === "enter-visit");
  return visit && "body" in visit ? (visit.body as { checklist?: string[] }).checklist : undefined;
};

async function sendNext(all: Told[], x: Told): Promise<Told[]> {
  const step = x.steps[x.done];
  if (!step) return all;
  try {
    const receipt = await sendStep(step);
    if (step.does === "photo") await drop(step.photo);
    const after = { ...x, done: x.done + 1 };
    const rest = after.done === x.steps.length ? all.filter((y) => y.id !== x.id) : all.map((y) => (y.id === x.id ? after : y));
    return "version" in step ? rest.map((y) => follow(y, step, receipt)) : rest;
  } catch (err) {
    if (!(err instanceof Failure) || !isRefusal(err.status)) throw err;
    if (step.does === "settle") return all.filter((y) => y.id !== x.id); // somebody in the office was first
    return all.map((y) => (y.id === x.id ? { ...y, refused: err.message || String(err.status) } : y));
  }
}

// What we have changed ourselves is no conflict for the next of our own commands on the same thing.
function follow(y: Told, step: { id: string; version: number }, r: Schemas["Receipt"]): Told {
  const now = r.changed?.find((c) => c.id === step.id)?.version;
  return now ? { ...y, steps: y.steps.map((s) => ("version" in s && s.id === step.id && s.version === step.version ? { ...s, version: now } : s)) } : y;
}

const isRefusal = (status: number) => status >= 400 && status < 500 && ![401, 408, 429].includes(status);

async function sendStep(s: Step): Promise<Schemas["Receipt"]> {
  if (s.does !== "photo") return sendCommand(s.path, s.body, { id: "id" in s ? s.id : undefined, version: "version" in s ? s.version : undefined, key: s.key });
  const bytes = await gotBytes(s.photo);
  if (!bytes) throw new Error("a photo is no longer kept here");
  return sendFile(new File([bytes], s.name, { type: s.type }), s.investigation, s.visit, s.key);
}
