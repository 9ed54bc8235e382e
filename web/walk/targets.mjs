// An inspector with a list: two declined and taken back, one accepted, opened with a purpose, visited and told.
import { BASE, accessible, enter, open, settled } from "./browser.mjs";

const total = async (page) => Number((await page.getByText(/^\d+ targets?$/).textContent()).split(" ")[0]);

export async function inspector() {
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
