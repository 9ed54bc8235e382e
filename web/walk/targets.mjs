// An inspector with a list: two declined and taken back, one accepted, opened with a purpose, visited and told.
import { readFileSync } from "node:fs";
import { BASE, accessible, enter, fault, onPaper, open, settled } from "./browser.mjs";

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

// A director with the map: what is in view is chosen on it, given to somebody and given back; the list is saved as a view, shown again and taken along.
export async function director() {
  const page = await open();
  await enter(page, "dora");
  await page.getByRole("heading", { level: 1, name: /Good day/ }).waitFor();
  await page.getByRole("link", { name: "Targets" }).click();
  await page.locator("[data-row]").first().waitFor();
  await page.getByRole("button", { name: "Map", exact: true }).click();
  await page.locator(".map[data-drawn]").waitFor();
  await page.getByRole("button", { name: /^Choose \d+ in view$/ }).waitFor();
  await page.getByLabel("All employers").check();
  await page.locator(".map[aria-busy=false]").waitFor();
  await page.getByText("As a table").click();
  await accessible(page, "map");

  await page.getByRole("button", { name: /^Choose \d+ in view$/ }).click();
  const bar = page.getByRole("region", { name: /chosen/ });
  const chosen = Number((await bar.getAttribute("aria-label")).match(/\d+/)[0]);
  const drawn = Number(await page.locator(".map").getAttribute("data-drawn"));
  if (chosen === 0 || chosen > drawn) fault(`${chosen} chosen on a map of ${drawn}`);
  await bar.getByRole("button", { name: "Assign…" }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "Assign to" }).click();
  await page.getByRole("option").first().click();
  await accessible(page, "assign");
  await page.getByRole("button", { name: /^Decide/ }).click();
  await page.getByText(new RegExp(`^${chosen} targets? assigned$`)).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText(/taken back/).waitFor();

  await page.getByRole("button", { name: "Views" }).click();
  await page.getByLabel("Name", { exact: true }).fill("All of the lighthouse");
  await page.getByRole("button", { name: "Save this view" }).click();
  await page.getByRole("button", { name: "All of the lighthouse", exact: true }).waitFor();
  await accessible(page, "views");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Map", exact: true }).click();
  await page.waitForURL((u) => !u.search.includes("map"));
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("button", { name: "All of the lighthouse", exact: true }).click();
  await page.waitForURL((u) => u.search.includes("map=true"));

  const [paper] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "PDF" }).click()]);
  const head = readFileSync(await paper.path()).subarray(0, 5).toString();
  if (head !== "%PDF-") fault(`the list on paper begins with ${head}`);

  await onPaper(page, "dora");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator(".map[data-drawn]").waitFor();
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) fault("the map makes a phone scroll sideways");
  await accessible(page, "map-phone");
  await page.context().close();
}
