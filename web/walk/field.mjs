// An inspector in the field: takes visits along, tells of one without a network, comes back and it is there; a conflict is shown; three days alone, or out everywhere, and all is erased.
import { BASE, PASSWORD, accessible, browser, enter, fault, open } from "./browser.mjs";

const word = "heron over the canal";
const csrf = { Origin: BASE, "Content-Type": "application/json" };
const sealedRecords = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const r = indexedDB.open("vigie-field", 1);
        r.onerror = () => reject(r.error);
        r.onsuccess = () => {
          const t = r.result.transaction(["lock", "kept"]);
          const [a, b] = [t.objectStore("lock").count(), t.objectStore("kept").count()];
          t.oncomplete = () => resolve(a.result + b.result);
        };
      }),
  );

const visits = (page) => page.getByRole("region", { name: "My visits" }).getByRole("link");

async function tell(page, sentence) {
  await visits(page).first().click();
  await page.getByRole("button", { name: "Give feedback" }).click();
  await page.getByRole("radiogroup", { name: "Outcome" }).getByRole("radio").first().check({ force: true });
  await page.getByText("Held", { exact: true }).first().click();
  await page.getByLabel("A sentence for the miners").fill(sentence);
  await accessible(page, "field-tell-phone");
  await page.getByRole("button", { name: "Send" }).click();
}

async function takeAlong(page) {
  await page.getByLabel("Secret word").fill(word);
  await page.getByLabel("The same word again").fill(word);
  await accessible(page, "field-begin-phone");
  await page.getByRole("button", { name: "Take along" }).click();
  await visits(page).first().waitFor();
}

/** inTheOffice looks at what came late as the head of the team sees it. */
async function inTheOffice(name, says) {
  const desk = await open();
  await enter(desk, "head");
  await desk.getByRole("heading", { level: 1, name: /Good day/ }).waitFor();
  await desk.goto(`${BASE}/late`);
  const late = desk.getByRole("article").filter({ hasText: "Said too late." });
  await late.getByText(says).waitFor();
  await accessible(desk, name);
  await desk.setViewportSize({ width: 390, height: 844 });
  await accessible(desk, `${name}-phone`);
  await desk.context().close();
}

/** contactAgo sets back when the office was last met. */
const contactAgo = (page, hours) =>
  page.evaluate(
    (h) =>
      new Promise((resolve, reject) => {
        const r = indexedDB.open("vigie-field", 1);
        r.onerror = () => reject(r.error);
        r.onsuccess = () => {
          const t = r.result.transaction("lock", "readwrite");
          const lock = t.objectStore("lock").get("lock");
          lock.onsuccess = () => t.objectStore("lock").put({ ...lock.result, contact: Date.now() - h * 3_600_000 }, "lock");
          t.oncomplete = () => resolve();
        };
      }),
    hours,
  );

export async function field() {
  const page = await open({ viewport: { width: 390, height: 844 } });
  const { request } = page.context();
  await enter(page, "ines");
  await page.getByRole("heading", { level: 1, name: /Good day/ }).waitFor();
  const list = await (await request.get(`${BASE}/api/v1/targets?state=proposed&pageSize=4&sort=-rank`)).json();
  const me = (await (await request.get(`${BASE}/api/v1/session`)).json()).user.id;
  for (const x of list.items) {
    const got = await request.post(`${BASE}/api/v1/targets/${x.id}/accept`, { headers: csrf, data: { assignedTo: me } });
    if (!got.ok()) fault(`accept ${x.id}: ${await got.text()}`);
  }

  await page.goto(`${BASE}/field`);
  await takeAlong(page);
  await accessible(page, "field-phone");
  const before = await visits(page).count();
  await page.waitForFunction(async () => (await (await caches.open("vigie-shell")).match("/field")) !== undefined);

  // without a network, from nothing
  await page.context().setOffline(true);
  await page.reload();
  await page.getByLabel("Secret word").fill("another word than that");
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByText("Tries left before all is erased: 4.").waitFor();
  await page.getByLabel("Secret word").fill(word);
  await page.getByRole("button", { name: "Open" }).click();
  await tell(page, "Said under a bridge.");
  await page.getByText("Waits", { exact: true }).waitFor();
  await tell(page, "Said too late.");
  await page.waitForFunction(() => [...document.querySelectorAll("*")].filter((e) => e.children.length === 0 && e.textContent === "Waits").length === 2);
  await accessible(page, "field-offline-phone");

  // somebody in the office is faster with the second
  const done = (await (await request.get(`${BASE}/api/v1/targets?assignedTo=${me}&state=accepted&sort=rank`)).json()).items;
  const second = done[1];
  const visited = await request.post(`${BASE}/api/v1/targets/${second.id}/visit`, { headers: csrf, data: { madeOn: second.target.asOf } });
  console.log(`in the office: ${visited.status()}`);

  await page.context().setOffline(false);
  await page.getByText("Sent late, not applied").waitFor();
  await accessible(page, "field-conflict-phone");
  const told = await (await request.get(`${BASE}/api/v1/feedback?pageSize=1000`)).json();
  if (!told.items.some((f) => f.sentence === "Said under a bridge.")) fault("what was said in the field did not arrive");
  if (told.items.some((f) => f.sentence === "Said too late.")) fault("a conflict was applied");
  await inTheOffice("late", "Sent late, not applied");

  // sent again, it is applied, and the office sees that it was
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByText("Sent late, not applied").waitFor({ state: "detached" });
  await page.getByText("Waits", { exact: true }).waitFor({ state: "detached" }); // it is on its way until the server has answered
  const later = await (await request.get(`${BASE}/api/v1/feedback?pageSize=1000`)).json();
  if (!later.items.some((f) => f.sentence === "Said too late.")) fault("what was sent again did not arrive");
  await inTheOffice("late-settled", "Sent again, applied");
  if ((await visits(page).count()) >= before) fault("a visit that was told of is still before one");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) fault(`the field is ${wide} pixels wider than a phone`);

  // three days without contact, and one hour more
  await page.context().setOffline(true);
  await contactAgo(page, 73);
  await page.reload();
  await page.getByText("Nothing is kept here.").waitFor();
  if ((await sealedRecords(page)) !== 0) fault("something is still kept after three days without contact");
  await page.context().setOffline(false);
  await takeAlong(page);

  // every session ends: the next contact erases
  if ((await sealedRecords(page)) === 0) fault("nothing was kept");
  const desk = await browser.newContext();
  await desk.request.post(`${BASE}/api/v1/session`, { headers: csrf, data: { login: "ines", password: PASSWORD } });
  const changed = await desk.request.post(`${BASE}/api/v1/session/password`, { headers: csrf, data: { old: PASSWORD, new: `${PASSWORD} at all` } });
  if (!changed.ok()) fault(`end all other sessions: ${await changed.text()}`);
  await page.reload();
  await page.getByRole("button", { name: "Log in" }).waitFor();
  if ((await sealedRecords(page)) !== 0) fault("something is still kept after all sessions were ended");
  await desk.close();
  await page.context().close();
}
