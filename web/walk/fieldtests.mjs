// A field test as a miner and the head of the team have it: planned, frozen, and given up with a reason.
import { BASE, accessible, enter, fault, open, settled } from "./browser.mjs";

const csrf = { Origin: BASE, "Content-Type": "application/json" };

/** send is a command of who is logged in; it gives the name of what it changed first. */
async function send(request, path, data) {
  const got = await request.post(`${BASE}/api/v1${path}`, { headers: csrf, data });
  if (!got.ok()) throw new Error(`${path}: ${await got.text()}`);
  return (await got.json()).changed?.[0]?.id;
}

/** planned is a plan for a model of a phenomenon that was seen just now. */
async function planned(request) {
  const seenOn = (await (await request.get(`${BASE}/country.json`)).json()).today;
  const signal = await send(request, "/signals", { source: "inspector", title: "Night shifts nobody declared", seenOn });
  await send(request, `/signals/${signal}/retain`, { note: "seen twice" });
  const phenomenon = (await (await request.get(`${BASE}/api/v1/signals/${signal}`)).json()).phenomenon;
  const country = await (await request.get(`${BASE}/country.json`)).json();
  const model = Object.keys(country.models)[0];
  const me = (await (await request.get(`${BASE}/api/v1/session`)).json()).user.id;
  const [sector, directorate] = [Object.keys(country.words.sector)[0], Object.keys(country.words.directorate)[0]];
  await send(request, `/phenomena/${phenomenon}/accept`, { owner: me, directorate, sectors: [sector] });
  await send(request, `/phenomena/${phenomenon}/describe`, { title: "Night shifts", definition: "Work at night that nobody declared.", models: [model] });
  const arms = [{ id: "model", share: 2 }, { id: "practice", share: 2 }];
  return send(request, "/field-tests", {
    phenomenon, title: "Nights, tried in the field", hypothesis: "Whom the model names is found at fault more often than whom the directorates would have visited.", model, arms,
    territories: Object.keys(country.words.territory).slice(0, 2), hit: "any", startOn: seenOn, deadlineDays: 42, rate: 0.2, lift: 2, level: 0.05, power: 0.8, visitsPerWeek: 20,
    limits: { lift: 1.1, minN: 20, burden: 0.9, gap: 0.3, minGroup: 5 },
  });
}

export async function trials() {
  const page = await open();
  await enter(page, "head");
  await page.getByRole("heading", { level: 1, name: /Good day/ }).waitFor();
  await planned(page.context().request);
  await page.goto(`${BASE}/field-tests`);
  await page.getByRole("article").first().waitFor();
  await accessible(page, "fieldtests");
  await page.getByRole("link", { name: "Nights, tried in the field" }).click();
  await page.getByRole("heading", { name: "The plan" }).waitFor();
  await page.getByRole("button", { name: "Freeze the plan" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Freeze the plan" }).click();
  await page.getByText("Fingerprint of the seed").waitFor();
  await settled(page);
  await accessible(page, "fieldtest");
  await page.setViewportSize({ width: 390, height: 844 });
  await accessible(page, "fieldtest-phone");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) fault(`a field test is ${wide} pixels wider than a phone`);
  await page.getByRole("button", { name: "Give it up" }).click();
  const dialog = page.getByRole("dialog");
  if (await dialog.getByRole("button", { name: "Give it up" }).isEnabled()) fault("a test can be given up without a reason");
  await dialog.getByLabel("Reason").fill("The directorates have no hands for it this season.");
  await dialog.getByRole("button", { name: "Give it up" }).click();
  await page.getByText("Given up").waitFor();
  if ((await page.getByRole("button", { name: "Start" }).count()) > 0) fault("a test that was given up can be started");
  await page.context().close();
}
