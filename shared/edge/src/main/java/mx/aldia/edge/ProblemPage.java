package mx.aldia.edge;

/** Tells a refusal to a person in front of a browser, where problem+json would be a riddle. */
@FunctionalInterface
public interface ProblemPage {
  /** The page; its status is set afterwards. */
  Response render(int status, String title, String detail, Language language);
}
