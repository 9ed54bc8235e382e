import audit from "./nl/audit.json";
import consultations from "./nl/consultations.json";
import employers from "./nl/employers.json";
import evaluation from "./nl/evaluation.json";
import feedback from "./nl/feedback.json";
import field from "./nl/field.json";
import fieldtests from "./nl/fieldtests.json";
import indicators from "./nl/indicators.json";
import investigations from "./nl/investigations.json";
import models from "./nl/models.json";
import phenomena from "./nl/phenomena.json";
import registers from "./nl/registers.json";
import review from "./nl/review.json";
import shell from "./nl/shell.json";
import targets from "./nl/targets.json";
import today from "./nl/today.json";
import users from "./nl/users.json";

export default { ...audit, ...consultations, ...employers, ...evaluation, ...feedback, ...field, ...fieldtests, ...indicators, ...investigations, ...models, ...phenomena, ...registers, ...review, ...shell, ...targets, ...today, ...users };
