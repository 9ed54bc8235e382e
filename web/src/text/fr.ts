import audit from "./fr/audit.json";
import consultations from "./fr/consultations.json";
import employers from "./fr/employers.json";
import evaluation from "./fr/evaluation.json";
import feedback from "./fr/feedback.json";
import field from "./fr/field.json";
import fieldtests from "./fr/fieldtests.json";
import indicators from "./fr/indicators.json";
import investigations from "./fr/investigations.json";
import models from "./fr/models.json";
import phenomena from "./fr/phenomena.json";
import registers from "./fr/registers.json";
import review from "./fr/review.json";
import shell from "./fr/shell.json";
import targets from "./fr/targets.json";
import today from "./fr/today.json";
import users from "./fr/users.json";

export default { ...audit, ...consultations, ...employers, ...evaluation, ...feedback, ...field, ...fieldtests, ...indicators, ...investigations, ...models, ...phenomena, ...registers, ...review, ...shell, ...targets, ...today, ...users };
