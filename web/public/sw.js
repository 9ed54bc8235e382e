// The shell of the pages in the field, for where there is no network. It keeps the program's own files and never an answer of the server:
// what was taken along stands sealed in the page's own store (lib/vault.ts). Its scope is /field; the pages of the office go without it.
const shell = "vigie-shell";
const start = "/field";

self.addEventListener("install", (e) => e.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("message", (e) => e.data === "keep" && e.waitUntil(keep().catch(() => undefined))); // no network: what is kept stays

self.addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/") || url.pathname === "/country.json") return;
  if (e.request.mode === "navigate" && url.pathname !== start) return; // a page of the office whose address begins alike
  if (e.request.mode === "navigate") e.respondWith(fetch(e.request).catch(() => kept(start)));
  else e.respondWith(kept(url.pathname).then((found) => (found.ok ? found : fetch(e.request))));
});

const kept = async (name) => (await (await caches.open(shell)).match(name)) ?? Response.error();

// keep fetches what the page in the field needs: first all its files, then the page that names them, and only then are older ones dropped.
async function keep() {
  const files = await needed();
  const cache = await caches.open(shell);
  await Promise.all(files.map(async (f) => (await cache.match(f)) ?? cache.add(f)));
  await cache.add(new Request(start, { cache: "no-cache" }));
  for (const old of await cache.keys()) {
    const name = new URL(old.url).pathname;
    if (name !== start && !files.includes(name)) await cache.delete(old);
  }
}

// needed are the files of the page in the field, with what each of them asks for, out of the list that the build writes.
async function needed() {
  const built = await (await fetch("/assets.json", { cache: "no-cache" })).json();
  const names = new Set(["/icon.svg", "/manifest.json"]);
  const seen = new Set();
  const follow = (part) => {
    if (seen.has(part) || !built[part]) return;
    seen.add(part);
    names.add("/" + built[part].file);
    for (const f of [...(built[part].css ?? []), ...(built[part].assets ?? [])]) names.add("/" + f);
    (built[part].imports ?? []).forEach(follow);
  };
  Object.keys(built).filter((p) => p === "index.html" || p === "src/pages/field/field.tsx" || /^src\/text\/\w+\.ts$/.test(p)).forEach(follow);
  return [...names];
}
