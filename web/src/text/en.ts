import consultations from "./en/consultations.json";
import employers from "./en/employers.json";
import feedback from "./en/feedback.json";
import indicators from "./en/indicators.json";
import investigations from "./en/investigations.json";
import models from "./en/models.json";
import phenomena from "./en/phenomena.json";
import shell from "./en/shell.json";
import targets from "./en/targets.json";
import today from "./en/today.json";

export default { ...consultations, ...employers, ...feedback, ...indicators, ...investigations, ...models, ...phenomena, ...shell, ...targets, ...today };
