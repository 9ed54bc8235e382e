import consultations from "./de/consultations.json";
import employers from "./de/employers.json";
import feedback from "./de/feedback.json";
import investigations from "./de/investigations.json";
import phenomena from "./de/phenomena.json";
import shell from "./de/shell.json";
import targets from "./de/targets.json";
import today from "./de/today.json";

export default { ...consultations, ...employers, ...feedback, ...investigations, ...phenomena, ...shell, ...targets, ...today };
