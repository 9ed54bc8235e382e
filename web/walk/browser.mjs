// A browser on a served office, and what every walk asks of a page. What does not hold is a fault, and the walk goes on to find more.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

export const { BASE, PASSWORD, NEWCOMER, ONCE } = process.env;
const { CHROMIUM, SHOTS } = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
export const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags });
export const faults = [];
export const fault = (what) => {
  faults.push(what);
  console.log(`FAULT ${what}`);
};

/** open gives a page that notes what no page should do. */
export async function open(o = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 850 }, locale: "en-GB", ...o });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000); // all tests run at once, on few cores
  page.on("pageerror", (err) => fault(`script failed: ${err}`));
  page.on("console", (m) => /Content Security Policy|Warning:/.test(m.text()) && fault(`console: ${m.text()}`));
  page.on("request", (r) => !r.url().startsWith(BASE) && !r.url().startsWith("data:") && fault(`asked outside: ${r.url()}`));
  return page;
}

export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  await page.waitForTimeout(300); // what slides in has arrived
}

/** accessible holds a page against the rules, in light and in dark. */
export async function accessible(page, name) {
  for (const look of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: look }); // as a system asks for it: what is drawn by script follows as well
    await page.locator(`html[data-mantine-color-scheme=${look}]`).waitFor({ state: "attached" });
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
  await page.emulateMedia({ colorScheme: "light" });
}

/** onPaper looks at a page as it is printed: what one works with is away, and at the foot stands who printed it. */
export async function onPaper(page, who) {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const foot = page.locator(".print-only");
  await foot.waitFor();
  const [text, shown, look] = [await foot.textContent(), await page.locator("nav, .mantine-Button-root").filter({ visible: true }).count(), await page.locator("html").getAttribute("data-mantine-color-scheme")];
  if (!text.includes(who) || !text.includes(page.url())) fault(`on paper, the foot says ${text}`);
  if (shown > 0) fault(`on paper, ${shown} things to press are left`);
  if (look !== "light") fault(`paper is ${look}`);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null, colorScheme: "light" });
}

export async function enter(page, login, password = PASSWORD) {
  await page.goto(BASE);
  await page.fill("input[name=login]", login);
  await page.fill("input[name=password]", password);
  await page.keyboard.press("Enter");
}
