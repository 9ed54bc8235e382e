import consultations from "./de/consultations.json";
import employers from "./de/employers.json";
import feedback from "./de/feedback.json";
import indicators from "./de/indicators.json";
import investigations from "./de/investigations.json";
import models from "./de/models.json";
import phenomena from "./de/phenomena.json";
import shell from "./de/shell.json";
import targets from "./de/targets.json";
import today from "./de/today.json";

export default { ...consultations, ...employers, ...feedback, ...indicators, ...investigations, ...models, ...phenomena, ...shell, ...targets, ...today };
