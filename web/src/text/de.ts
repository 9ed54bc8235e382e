import audit from "./de/audit.json";
import consultations from "./de/consultations.json";
import employers from "./de/employers.json";
import evaluation from "./de/evaluation.json";
import feedback from "./de/feedback.json";
import field from "./de/field.json";
import fieldtests from "./de/fieldtests.json";
import indicators from "./de/indicators.json";
import investigations from "./de/investigations.json";
import models from "./de/models.json";
import phenomena from "./de/phenomena.json";
import registers from "./de/registers.json";
import review from "./de/review.json";
import shell from "./de/shell.json";
import targets from "./de/targets.json";
import today from "./de/today.json";
import users from "./de/users.json";

export default { ...audit, ...consultations, ...employers, ...evaluation, ...feedback, ...field, ...fieldtests, ...indicators, ...investigations, ...models, ...phenomena, ...registers, ...review, ...shell, ...targets, ...today, ...users };
