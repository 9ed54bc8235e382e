// What was said in the field and has not been sent: in order, each command under its own key and with the version that was seen. What the server
// refuses is kept with what it answered; nothing is dropped but by its writer.
import { drop, got, gotBytes, put } from "./vault";
import { Failure, newKey, type Schemas, sendCommand, sendFile } from "./server";

export type Step =
  | { does: "visit" | "enter-visit"; path: "/targets/{id}/visit" | "/investigations/{id}/enter-visit"; id: string; body: unknown; version: number; key: string }
  | { does: "feedback"; path: "/feedback"; body: unknown; key: string }
  | { does: "photo"; photo: string; name: string; type: string; investigation: string; visit?: string; key: string };

export type Told = { id: string; target: string; name: string; at: string; steps: Step[]; done: number; refused?: { status: number; said: string } };

const box = "outbox";
export const waiting = async () => (await got<Told[]>(box)) ?? [];
export const isWaiting = (x: Told) => !x.refused && x.done < x.steps.length;

// One page writes at a time, also where two are open.
const alone = <T>(f: () => Promise<T>) => navigator.locks.request("vigie-outbox", f) as Promise<T>;

/** tell puts something in the box. */
export const tell = (x: Told) => alone(async () => put(box, [...(await waiting()), x]));

/** withdraw takes out what its writer does not want to send any more. */
export const withdraw = (id: string) =>
  alone(async () => {
    const all = await waiting();
    for (const s of all.find((x) => x.id === id)?.steps ?? []) if (s.does === "photo") await drop(s.photo);
    await put(box, all.filter((x) => x.id !== id));
  });

/** retry sends once more what was refused, against what stands there now; versions are by id. */
export const retry = (id: string, versions: Record<string, number>) =>
  alone(async () => {
    const renewed = (s: Step): Step => ("version" in s ? { ...s, version: versions[s.id] ?? s.version, key: newKey() } : { ...s, key: newKey() });
    await put(box, (await waiting()).map((x) => (x.id === id ? { ...x, refused: undefined, steps: x.steps.map((s, n) => (n < x.done ? s : renewed(s))) } : x)));
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
  });

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
    return all.map((y) => (y.id === x.id ? { ...y, refused: { status: err.status, said: err.message } } : y));
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
