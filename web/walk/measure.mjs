// How long the map takes with 300,000 employers, and how it moves: BASE=http://… LOGIN=… PASSWORD=… CHROMIUM=… node walk/measure.mjs
// The places are invented here, in ten towns; all else is the served office's. Rendering is by software, as where there is no graphics card.
import { BASE, browser, enter, open } from "./browser.mjs";

const count = Number(process.env.POINTS ?? 300_000);
const rounds = Number(process.env.ROUNDS ?? 5);
const at = (all, share) => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(share * all.length))];
const ms = (all) => `median ${at(all, 0.5).toFixed(0)} ms, ${all.length} times, ${at(all, 0).toFixed(0)} to ${at(all, 1).toFixed(0)}`;

let seed = 1;
const chance = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
const places = new Float32Array(2 * count);
for (let i = 0; i < count; i++) {
  const town = i % 10;
  const away = 0.02 / (0.05 + chance());
  const turn = 2 * Math.PI * chance();
  places.set([3.2 + 0.28 * town + away * Math.cos(turn), 50.3 + 0.09 * ((town * 7) % 10) + 0.6 * away * Math.sin(turn)], 2 * i);
}

const drawn = [];
const frames = [];
for (let i = 0; i < rounds; i++) {
  const page = await open();
  await page.route("**/api/v1/employers/map", (r) => r.fulfill({ contentType: "application/octet-stream", body: Buffer.from(places.buffer) }));
  await enter(page, process.env.LOGIN, process.env.PASSWORD);
  await page.getByRole("navigation").waitFor();
  await page.goto(`${BASE}/targets?map=true`);
  const map = page.locator(".map[data-drawn][aria-busy=false]");
  await map.waitFor();
  const began = performance.now();
  await page.locator(".map ~ * input[type=checkbox]").check();
  await map.waitFor();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  drawn.push(performance.now() - began);
  const box = await map.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => {
    window.frames_ = [];
    let last = performance.now();
    const frame = (now) => {
      window.frames_.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < 120; step++) await page.mouse.move(x + 120 * Math.sin(step / 12), y + 60 * Math.cos(step / 9));
  await page.mouse.up();
  frames.push(...(await page.evaluate(() => window.frames_)).slice(1));
  await page.context().close();
}
await browser.close();
console.log(`${count} employers drawn: ${ms(drawn)}`);
console.log(`a frame while the map is dragged: ${ms(frames)}; 95 of 100 within ${at(frames, 0.95).toFixed(0)} ms`);
