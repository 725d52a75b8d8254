@org.jspecify.annotations.NullMarked
package mx.aldia.local.aws;
