// The head of the team measures a period, publishes it, and finds nothing left to change.
import { BASE, accessible, enter, fault, open, settled } from "./browser.mjs";

export async function evaluator() {
  const page = await open();
  await enter(page, "head");
  await page.getByRole("heading", { level: 1, name: /Good day/ }).waitFor();
  await page.getByRole("link", { name: "Evaluation" }).click();
  await page.getByText("Nothing was measured yet").waitFor();
  await page.getByRole("button", { name: "Measure a period" }).click();
  await page.getByLabel("From").fill("2025-01-01");
  await page.getByLabel("Until and with").fill("2025-06-30");
  await accessible(page, "evaluation-measure");
  await page.getByRole("dialog").getByRole("button", { name: "Do it" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await accessible(page, "evaluation");
  await page.getByRole("article").getByRole("link").first().click();
  await page.getByRole("heading", { name: "What visits found" }).waitFor();
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await page.getByText("Published", { exact: true }).first().waitFor();
  await settled(page);
  await accessible(page, "evaluation-report");
  if ((await page.getByRole("button", { name: "Publish" }).count()) > 0) fault("a published report can be published again");
  await page.context().close();

  const phone = await open({ viewport: { width: 390, height: 844 } });
  await enter(phone, "head");
  await phone.getByRole("heading", { level: 1, name: /Good day/ }).waitFor();
  await phone.goto(`${BASE}/evaluation`);
  await phone.getByRole("article").getByRole("link").first().click();
  await phone.getByRole("heading", { name: "What visits found" }).waitFor();
  await accessible(phone, "evaluation-report-phone");
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) fault(`the report is ${wide} pixels wider than a phone`);
  await phone.context().close();
}
