// Who comes for the first time: a wrong password, one of their own, another language, and out.
import { BASE, NEWCOMER, ONCE, PASSWORD, accessible, enter, open } from "./browser.mjs";

export async function newcomer() {
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
