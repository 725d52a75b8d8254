package mx.aldia.local.bench;

/** Says what is being done while it is done. */
interface Progress {
  void say(String what);
}
