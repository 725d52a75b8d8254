package mx.aldia.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Draws {@code <object type="qr" title="https://...">} as one vector shape, sharp at any size. */
final class QrCode implements FSObjectDrawer {
  /** What the drawer is registered for. */
  static final String TYPE = "qr";

  @Override
  public @Nullable Map<Shape, String> drawObject(
      Element element,
      double x,
      double y,
      double width,
      double height,
      OutputDevice device,
      RenderingContext context,
      int dotsPerPixel) {
    var modules = modules(element.getAttribute("title"));
    device.drawWithGraphics(
        (float) x,
        (float) y,
        (float) width / dotsPerPixel,
        (float) height / dotsPerPixel,
        graphics -> {
          graphics.setColor(Color.BLACK);
          graphics.scale(
              width / dotsPerPixel / modules.size(), height / dotsPerPixel / modules.size());
          graphics.fill(modules.shape());
        });
    return null;
  }

  private record Modules(Path2D shape, int size) {}

  /** One square a dark module, without the quiet zone: the sheet leaves white around it. */
  private static Modules modules(String text) {
    try {
      var matrix =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.MARGIN,
                      0,
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M,
                      EncodeHintType.CHARACTER_SET,
                      "UTF-8"));
      var shape = new Path2D.Float();
      for (int row = 0; row < matrix.getHeight(); row++) {
        for (int column = 0; column < matrix.getWidth(); column++) {
          if (matrix.get(column, row)) {
            shape.append(new java.awt.geom.Rectangle2D.Float(column, row, 1, 1), false);
          }
        }
      }
      return new Modules(shape, matrix.getWidth());
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + text.length(), e);
    }
  }
}
