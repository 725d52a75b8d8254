package mx.aldia.local.simulation;

import java.time.Duration;
import java.util.List;

/** What people do, each at its time. Invoices and customers are named by their numbers. */
sealed interface Deed {
  /** Which invoice it is about; a deed waits until that is issued. */
  int invoice();

  /** What it is called in a story. */
  String name();

  /**
   * Issues an invoice, at once or from a draft.
   *
   * @param twin whether the request is sent twice at the same time
   */
  record Issue(
      int invoice,
      int customer,
      int days,
      long centavos,
      boolean fromDraft,
      boolean send,
      boolean twin)
      implements Deed {
    @Override
    public String name() {
      return "issue " + invoice;
    }
  }

  /**
   * Records a payment by hand.
   *
   * @param permille of the invoice's total; above a thousand the rest is credit
   * @param reference what the bank calls it; else the request's key is what makes it one
   */
  record Pay(int invoice, int permille, boolean cheque, boolean reference, boolean twin)
      implements Deed {
    @Override
    public String name() {
      return "payment for " + invoice;
    }
  }

  /** Records one payment for all the customer's invoices. */
  record PayAll(int invoice, int permille) implements Deed {
    @Override
    public String name() {
      return "payment for all with " + invoice;
    }
  }

  /**
   * Pays by card: the provider tells it, in more than one notification, each more than once.
   *
   * @param tellings when each copy is told, from then on; every other is of the checkout
   */
  record Card(int invoice, int permille, List<Duration> tellings) implements Deed {
    public Card {
      tellings = List.copyOf(tellings);
    }

    @Override
    public String name() {
      return "card for " + invoice;
    }
  }

  /** The provider gives a card's money back. */
  record Refund(int invoice, int card, List<Duration> tellings) implements Deed {
    public Refund {
      tellings = List.copyOf(tellings);
    }

    @Override
    public String name() {
      return "refund for " + invoice;
    }
  }

  /** A recorded payment is taken back, or a cheque is paid by its bank. */
  record Correct(int invoice, int payment, boolean clears) implements Deed {
    @Override
    public String name() {
      return (clears ? "cheque clears for " : "taken back for ") + invoice;
    }
  }

  /**
   * Takes something off an invoice.
   *
   * @param permille of its total
   * @param refunded whether what had been paid already goes back in cash; else it is credit
   */
  record Credit(int invoice, int permille, boolean refunded, boolean twin) implements Deed {
    @Override
    public String name() {
      return "credit note for " + invoice;
    }
  }

  /** A credit note is taken back. */
  record TakeBack(int invoice, int credit) implements Deed {
    @Override
    public String name() {
      return "credit note taken back for " + invoice;
    }
  }

  /**
   * Money that is there goes to this invoice, and no other.
   *
   * @param permille of the invoice's total; what is left of the payment is credit
   */
  record Reallocate(int invoice, int payment, int permille) implements Deed {
    @Override
    public String name() {
      return "money spread anew for " + invoice;
    }
  }

  /**
   * Issues another invoice in its place; what comes later is about that one.
   *
   * @param permille of its price
   */
  record Replace(int invoice, int permille, boolean twin) implements Deed {
    @Override
    public String name() {
      return "replace " + invoice;
    }
  }

  /** Pause, resume, void and the like. */
  record Say(int invoice, String verb) implements Deed {
    @Override
    public String name() {
      return verb + " " + invoice;
    }
  }

  /** The customer wants no more mail. */
  record OptOut(int invoice, int customer) implements Deed {
    @Override
    public String name() {
      return "customer " + customer + " opts out";
    }
  }
}
