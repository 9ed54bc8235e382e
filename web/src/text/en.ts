import audit from "./en/audit.json";
import consultations from "./en/consultations.json";
import employers from "./en/employers.json";
import evaluation from "./en/evaluation.json";
import feedback from "./en/feedback.json";
import field from "./en/field.json";
import fieldtests from "./en/fieldtests.json";
import indicators from "./en/indicators.json";
import investigations from "./en/investigations.json";
import models from "./en/models.json";
import phenomena from "./en/phenomena.json";
import registers from "./en/registers.json";
import review from "./en/review.json";
import shell from "./en/shell.json";
import targets from "./en/targets.json";
import today from "./en/today.json";
import users from "./en/users.json";

export default { ...audit, ...consultations, ...employers, ...evaluation, ...feedback, ...field, ...fieldtests, ...indicators, ...investigations, ...models, ...phenomena, ...registers, ...review, ...shell, ...targets, ...today, ...users };
