package mx.aldia.documents;

import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import mx.aldia.edge.Language;
import mx.aldia.edge.ProblemPage;
import mx.aldia.edge.Response;

/** Tells a person that there is no such document, in two sentences. */
final class PlainProblem implements ProblemPage {
  @Override
  public Response render(int status, String title, String detail, Language language) {
    var page = new StringOutput();
    page.writeContent(
        "<!doctype html><html lang=\"" + language.tag() + "\"><meta charset=\"utf-8\">");
    page.writeContent("<meta name=\"viewport\" content=\"width=device-width\"><title>");
    Escape.htmlContent(title, page);
    page.writeContent("</title><h1>");
    Escape.htmlContent(title, page);
    page.writeContent("</h1><p>");
    Escape.htmlContent(detail, page);
    page.writeContent("</p></html>");
    return Response.html(status, page.toString());
  }
}
