// The pages in a real browser, on a served office: what somebody clicks and types in a working day, each page held against the rules of
// accessibility in light and dark. One file is one walk. It is started by a Go test (cmd/vigie/serve_pages_test.go) and prints what it did;
// what does not hold ends it with an error. WALK=name,name takes only these.
import { browser, fault, faults } from "./browser.mjs";
import { newcomer } from "./door.mjs";
import { evaluator } from "./evaluation.mjs";
import { field } from "./field.mjs";
import { trials } from "./fieldtests.mjs";
import { hostile } from "./hostile.mjs";
import { miner } from "./phone.mjs";
import { director, inspector } from "./targets.mjs";

const walks = [newcomer, director, hostile, inspector, miner, evaluator, field, trials];
const chosen = process.env.WALK?.split(",");
for (const part of walks.filter((w) => !chosen || chosen.includes(w.name))) {
  try {
    await part();
  } catch (err) {
    fault(`${part.name}: ${err.message}`);
  }
}
await browser.close();
console.log(`${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
