package mx.aldia.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueueTest {
  private static final Duration NOW = Duration.ZERO;
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void messages_come_in_the_order_they_were_sent() throws InterruptedException {
    var queue = queue(Drawer.none(), null);
    for (int i = 0; i < 20; i++) {
      send(queue, "m" + i);
    }

    var bodies = new ArrayList<String>();
    bodies.addAll(bodies(queue.receive(10, NOW, LONG)));
    bodies.addAll(bodies(queue.receive(10, NOW, LONG)));

    assertThat(bodies).hasSize(20).startsWith("m0", "m1", "m2").endsWith("m19");
  }

  @Test
  void a_message_is_settled_once_when_it_is_deleted() throws InterruptedException {
    var settled = new ArrayList<String>();
    var queue = queue(Drawer.none(), null);
    queue.send("m", "{}", NOW, () -> settled.add("m"));

    var message = queue.receive(1, NOW, LONG).getFirst();
    assertThat(settled).isEmpty();
    queue.delete(message.receipt());
    queue.delete(message.receipt());

    assertThat(settled).containsExactly("m");
  }

  @Test
  void what_came_too_often_is_settled_by_lying_safely_among_the_dead() throws InterruptedException {
    var settled = new ArrayList<String>();
    var dead = queue(Drawer.folder(folder), null);
    var queue = queue(Drawer.none(), new Queue.Redrive(dead, 2));
    queue.send("poison", "{}", NOW, () -> settled.add("poison"));
    for (int i = 0; i < 2; i++) {
      queue.hide(queue.receive(1, NOW, LONG).getFirst().receipt(), NOW);
    }

    assertThat(queue.receive(1, NOW, LONG)).isEmpty();

    assertThat(settled).containsExactly("poison");
    assertThat(Drawer.folder(folder).kept())
        .extracting(Drawer.Kept::body)
        .containsExactly("poison");
    var afterARestart = queue(Drawer.folder(folder), null);
    var kept = afterARestart.receive(1, NOW, LONG).getFirst();
    assertThat(kept.body()).isEqualTo("poison");
    afterARestart.delete(kept.receipt());
    assertThat(Drawer.folder(folder).kept()).isEmpty();
  }

  @Test
  void a_receipt_that_is_no_longer_good_deletes_nothing() throws InterruptedException {
    var queue = queue(Drawer.none(), null);
    send(queue, "m");
    var first = queue.receive(1, NOW, NOW).getFirst();
    var second = queue.receive(1, NOW, LONG).getFirst();

    queue.delete(first.receipt());

    assertThat(second.receiveCount()).isEqualTo(2);
    assertThat(queue.depth()).isEqualTo(new Queue.Depth(0, 1));
  }

  private static Queue queue(Drawer drawer, Queue.@Nullable Redrive redrive) {
    return new Queue("q", LONG, Clock.systemUTC(), drawer, redrive);
  }

  private static void send(Queue queue, String body) {
    queue.send(body, "{}", NOW, () -> {});
  }

  private static List<String> bodies(List<Message> messages) {
    return messages.stream().map(Message::body).toList();
  }
}
