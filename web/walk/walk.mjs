// The pages in a real browser, on a served office: what somebody clicks and types in a working day, each page held against the rules of
// accessibility in light and dark. It is started by a Go test (cmd/vigie/serve_pages_test.go) and prints what it did; what does not hold ends it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const { BASE, CHROMIUM, PASSWORD, NEWCOMER, ONCE, SHOTS } = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags });
const faults = [];
const fault = (what) => {
  faults.push(what);
  console.log(`FAULT ${what}`);
};

/** open gives a page that notes what no page should do. */
async function open(o = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 850 }, locale: "en-GB", ...o });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000); // all tests run at once, on few cores
  page.on("pageerror", (err) => fault(`script failed: ${err}`));
  page.on("console", (m) => /Content Security Policy|Warning:/.test(m.text()) && fault(`console: ${m.text()}`));
  page.on("request", (r) => !r.url().startsWith(BASE) && !r.url().startsWith("data:") && fault(`asked outside: ${r.url()}`));
  return page;
}

async function settled(page) {
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  await page.waitForTimeout(300); // what slides in has arrived
}

/** accessible holds a page against the rules, in light and in dark. */
async function accessible(page, name) {
  for (const look of ["light", "dark"]) {
    await page.evaluate((l) => document.documentElement.setAttribute("data-mantine-color-scheme", l), look);
    await settled(page);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${look}.png` });
    const session = await page.context().newCDPSession(page); // past the page's own policy, which lets no script in
    await session.send("Runtime.evaluate", { expression: axe });
    const expression = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((r) => JSON.stringify(r.violations.map((v) => v.id + ': ' + v.nodes[0].html)))";
    const got = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    const found = JSON.parse(got.result.value);
    for (const v of found) fault(`${name}, ${look}: ${v}`);
    console.log(`${name}, ${look}: ${found.length} violations`);
  }
  await page.evaluate(() => document.documentElement.setAttribute("data-mantine-color-scheme", "light"));
}

async function enter(page, login, password = PASSWORD) {
  await page.goto(BASE);
  await page.fill("input[name=login]", login);
  await page.fill("input[name=password]", password);
  await page.keyboard.press("Enter");
}

const total = async (page) => Number((await page.getByText(/^\d+ targets?$/).textContent()).split(" ")[0]);

async function newcomer() {
  const page = await open();
  await page.goto(BASE);
  await accessible(page, "door");
  await enter(page, NEWCOMER, "not this one");
  await page.getByRole("alert").waitFor();
  await enter(page, NEWCOMER, ONCE);
  await page.getByRole("heading", { name: "Choose your own password" }).waitFor();
  await accessible(page, "password");
  await page.fill("input[name=old]", ONCE);
  await page.fill("input[name=new]", PASSWORD);
  await page.fill("input[name=again]", PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /Good day/ }).waitFor();
  await page.getByRole("button", { name: /^Menu of/ }).click();
  await page.getByRole("menuitemradio", { name: "Français" }).click();
  await page.getByRole("heading", { level: 1, name: /Bonjour/ }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: /^Menu de/ }).click();
  await page.getByRole("menuitem", { name: "Se déconnecter" }).click();
  await page.locator("input[name=login]").waitFor();
  await page.context().close();
}

async function inspector() {
  const page = await open();
  await enter(page, "ines");
  await page.getByRole("heading", { level: 1, name: /Good day/ }).waitFor();
  await accessible(page, "today");

  await page.getByRole("link", { name: "Targets" }).click();
  await page.locator("[data-row]").first().waitFor();
  await accessible(page, "targets");
  const proposed = await total(page);
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await page.getByText("Speaks for a visit").first().waitFor();
  await accessible(page, "preview");
  await page.keyboard.press("Escape");

  // two declined under one comment, and taken back
  await page.keyboard.press("x");
  await page.keyboard.press("k");
  await page.keyboard.press("x");
  await page.keyboard.press("c");
  await page.getByRole("dialog").getByRole("combobox", { name: "Reason" }).click();
  await page.getByRole("option").first().click();
  await page.getByLabel("Comment").fill("Both have closed.");
  await accessible(page, "decide");
  await page.getByRole("button", { name: "Decide on 2" }).click();
  await page.getByText("2 targets declined").waitFor();
  await page.waitForFunction((n) => document.body.innerText.includes(`${n} target`), proposed - 2);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("2 decisions taken back").waitFor();
  await page.waitForFunction((n) => document.body.innerText.includes(`${n} target`), proposed);

  // accepted, visited, told
  await page.keyboard.press("e");
  const href = await page.getByRole("link", { name: "Open the dossier" }).getAttribute("href");
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Decide", exact: true }).click();
  await page.getByText("1 target accepted").waitFor();
  await page.goto(BASE + href);
  await page.getByRole("heading", { name: "Why do you open a dossier?" }).waitFor();
  await accessible(page, "purpose");
  await page.getByRole("combobox", { name: "Purpose" }).click();
  await page.getByRole("option", { name: "A visit is prepared" }).click();
  await page.getByRole("button", { name: "Open", exact: true }).click();
  for (const tab of ["For and against", "Indicators", "Timeline", "Inspections", "Network", "Decisions and feedback"]) {
    await page.getByRole("tab", { name: tab }).click();
    await settled(page);
    await accessible(page, `dossier-${tab.split(" ")[0].toLowerCase()}`);
  }
  await page.getByRole("button", { name: "Give feedback" }).first().click();
  await page.getByRole("radiogroup", { name: "Outcome" }).getByRole("radio").first().check({ force: true });
  await page.getByText("Held", { exact: true }).first().click();
  await page.getByLabel("A sentence for the miners").fill("Everybody was declared.");
  await accessible(page, "feedback");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Everybody was declared.").waitFor();
  await page.context().close();
}

async function miner() {
  const page = await open({ viewport: { width: 390, height: 844 } });
  await enter(page, "mia");
  await page.getByRole("heading", { level: 1, name: /Good day/ }).waitFor();
  await accessible(page, "today-phone");
  await page.goto(`${BASE}/targets?state=proposed`);
  await page.getByRole("listitem").first().waitFor();
  await accessible(page, "targets-phone");
  if (/Decide/.test(await page.locator("main").innerText())) fault("a miner is offered decisions");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) fault(`the list is ${wide} pixels wider than a phone`);
  await page.context().close();
}

for (const part of [newcomer, inspector, miner]) {
  try {
    await part();
  } catch (err) {
    fault(`${part.name}: ${err.message}`);
  }
}
await browser.close();
console.log(`${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
