// What is taken into the field, sealed on this machine: every record under a key that a secret word opens (AES-GCM; the key is wrapped by one
// that PBKDF2 derives from the word, and no script can read it out). It erases itself after five wrong words, after a time without
// contact, and when the server says that the user was locked or logged out everywhere. docs/method/field.md says what this is good against.
import { useSyncExternalStore } from "react";

const rounds = 600_000; // of PBKDF2 with SHA-256, as OWASP asks since 2023
export const wrongWords = 5;
export const hoursAlone = 72;
export const shortestWord = 8;

type Lock = { salt: Uint8Array<ArrayBuffer>; iv: Uint8Array<ArrayBuffer>; wrapped: ArrayBuffer; rounds: number; tries: number; contact: number; owner: string };
type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };
type State = "reading" | "none" | "sealed" | "open";

let key: CryptoKey | undefined;
let state: State = "reading";
const listeners = new Set<() => void>();
const become = (s: State) => {
  state = s;
  if (s !== "open") key = undefined;
  listeners.forEach((l) => l());
};

/** useVault is whether something is kept here, and whether it is open. */
export const useVault = () => useSyncExternalStore((l) => (listeners.add(l), () => listeners.delete(l)), () => state);

/** look reads whether something is kept, and erases what has been alone for too long. */
export async function look() {
  const lock = await lockKept();
  if (lock && Date.now() - lock.contact > hoursAlone * 3_600_000) return erase();
  become(!lock ? "none" : key ? "open" : "sealed");
}

/** make begins an empty vault of a user, under a word. It is shown as open by look, when the first things are in it. */
export async function make(word: string, owner: string) {
  await erase();
  const salt = random(16);
  const iv = random(12);
  const over = await derived(word, salt, rounds);
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", fresh, over, { name: "AES-GCM", iv });
  const lock: Lock = { salt, iv, wrapped, rounds, tries: 0, contact: Date.now(), owner };
  await write("lock", "lock", lock);
  key = await unwrapped(lock, over);
}

/** open opens it. It says how many tries are left after a wrong word; at none, all is erased. */
export async function open(word: string): Promise<number> {
  const lock = await amend((l) => ({ ...l, tries: l.tries + 1 })); // before the word is tried: closing the page gives no try back
  if (!lock) return 0;
  try {
    key = await unwrapped(lock, await derived(word, lock.salt, lock.rounds));
  } catch {
    if (lock.tries >= wrongWords) await erase();
    return Math.max(0, wrongWords - lock.tries);
  }
  await amend((l) => ({ ...l, tries: 0 }));
  become("open");
  return wrongWords;
}

export const close = () => become("sealed");

/** erase forgets everything, sent or not. */
export async function erase() {
  const db = await base();
  await finished(db, (t) => {
    t.objectStore("lock").clear();
    t.objectStore("kept").clear();
  });
  become("none");
}

/** met notes that the server has answered a user; that of another one does not count. */
export const met = (user: string) => amend((l) => (l.owner === user ? { ...l, contact: Date.now() } : l));

/** ownedBy says whose it is. */
export const ownedBy = async () => (await lockKept())?.owner;

/** alone is until when it keeps without contact. */
export const alone = async () => new Date(((await lockKept())?.contact ?? Date.now()) + hoursAlone * 3_600_000);

/** put keeps a value; what it is kept under is sealed with it, so that no record passes for another. */
export async function put(name: string, value: unknown) {
  await putBytes(name, new TextEncoder().encode(JSON.stringify(value)));
}

export async function putBytes(name: string, bytes: Uint8Array<ArrayBuffer>) {
  const iv = random(12);
  const data = await crypto.subtle.encrypt(how(iv, name), opened(), bytes);
  await write("kept", name, { iv, data } satisfies Sealed);
}

export async function got<T>(name: string): Promise<T | undefined> {
  const bytes = await gotBytes(name);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as T);
}

export async function gotBytes(name: string): Promise<ArrayBuffer | undefined> {
  const sealed = await read<Sealed>("kept", name);
  return sealed && crypto.subtle.decrypt(how(sealed.iv, name), opened(), sealed.data);
}

export async function drop(name: string) {
  await finished(await base(), (t) => t.objectStore("kept").delete(name));
}

function opened(): CryptoKey {
  if (!key) throw new Error("what is kept for the field is sealed: open it first");
  return key;
}

const how = (iv: Uint8Array<ArrayBuffer>, name: string) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) });
const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));
const lockKept = () => read<Lock>("lock", "lock");

async function derived(word: string, salt: Uint8Array<ArrayBuffer>, iterations: number) {
  const raw = await crypto.subtle.importKey("raw", new TextEncoder().encode(word.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, raw, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

const unwrapped = (l: Lock, over: CryptoKey) => crypto.subtle.unwrapKey("raw", l.wrapped, over, { name: "AES-GCM", iv: l.iv }, "AES-GCM", false, ["encrypt", "decrypt"]);

let made: Promise<IDBDatabase> | undefined;
const base = () =>
  (made ??= new Promise<IDBDatabase>((resolve, reject) => {
    const r = indexedDB.open("vigie-field", 1);
    r.onupgradeneeded = () => {
      r.result.createObjectStore("lock");
      r.result.createObjectStore("kept");
    };
    r.onsuccess = () => resolve(r.result);
    r.onerror = () => reject(r.error ?? new Error("the browser gives no store"));
  }));

async function read<T>(store: string, name: string): Promise<T | undefined> {
  const db = await base();
  return new Promise((resolve, reject) => {
    const r = db.transaction(store).objectStore(store).get(name);
    r.onsuccess = () => resolve(r.result as T | undefined);
    r.onerror = () => reject(r.error ?? new Error("the browser's store can not be read"));
  });
}

/** amend changes the lock in one go, so that two pages do not undo each other's. */
async function amend(change: (l: Lock) => Lock): Promise<Lock | undefined> {
  let after: Lock | undefined;
  await finished(await base(), (t) => {
    const store = t.objectStore("lock");
    const r = store.get("lock") as IDBRequest<Lock | undefined>;
    r.onsuccess = () => r.result && store.put((after = change(r.result)), "lock");
  });
  return after;
}

const write = async (store: string, name: string, value: unknown) => finished(await base(), (t) => t.objectStore(store).put(value, name));

const finished = (db: IDBDatabase, act: (t: IDBTransaction) => void) =>
  new Promise<void>((resolve, reject) => {
    const t = db.transaction(["lock", "kept"], "readwrite");
    t.oncomplete = () => resolve();
    t.onerror = t.onabort = () => reject(t.error ?? new Error("the browser's store can not be written"));
    act(t);
  });
