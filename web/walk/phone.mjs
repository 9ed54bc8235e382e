// A data miner on a phone: nothing is wider than it, and nothing is offered that is not theirs.
import { BASE, accessible, enter, fault, open } from "./browser.mjs";

export async function miner() {
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
