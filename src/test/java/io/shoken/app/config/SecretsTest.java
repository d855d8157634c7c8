package io.shoken.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.hadoop.fs.azure.account.key.x.dfs.core.windows.net",
        "spark.hadoop.fs.azure.sas.container.account",
        "spark.hadoop.fs.azure.account.oauth2.client.secret",
        "spark.hadoop.fs.s3a.access.key",
        "spark.hadoop.fs.s3a.session.token",
        "spark.ssl.keyPassword",
        "spark.ssl.passphrase",
        "spark.ssl.pass-phrase",
        "spark.kafka.sasl.jaas.config",
        "spark.kerberos.keytab",
        "x.api-key",
        "x.apiKey",
        "x.authorization"
      })
  void aKeyThatNamesASecretMasksItsValue(String key) {
    assertThat(Secrets.masked(key, "hush")).isEqualTo("***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-proj-abcdefgh12345678",
        "Bearer eyJhbGciOiJIUzI1NiJ9.e30.xyz",
        "hf_abcdefghijklmnop",
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI7K7MDENG2bPxRfiCYEXAMPLEKEY",
        "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFy==",
        "b3f9d0a17c55e2b3f9d0a17c55e2",
        "-Dpass=A1b2C3d4E5f6G7h8"
      })
  void aValueThatLooksLikeASecretIsMaskedUnderAnyKey(String value) {
    assertThat(Secrets.masked("spark.executor.extraJavaOptions", value)).isEqualTo("***");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.blob.core/x?sv=1&sig=hush, https://a.blob.core/x?sv=1&sig=***",
    "https://user:hush@host/x, https://***@host/x",
    "AccountName=a;AccountKey=hush, AccountName=a;AccountKey=***"
  })
  void partsOfAnAddressAreMasked(String value, String shown) {
    assertThat(Secrets.masked("warehouse.uri", value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "translate.limits.tokens-per-minute, 200000",
    "translate.budget.tokens, 5000000",
    "translate.model, gpt-4o-mini-2024-07-18",
    "train.model, tohoku-nlp/bert-base-japanese-v3",
    "spark.serializer, org.apache.spark.serializer.KryoSerializer",
    "warehouse.uri, s3a://hospital-2024/warehouse/ct-rate-jpn",
    "sandbox.memory, /home/someone/DataOfTheYear2026/memory.tsv",
    "translate.base-url, https://api.openai.com/v1",
    "spark.options.spark.driver.extraJavaOptions, -XX:MaxDirectMemorySize=2g",
    "ingest.columns.volume, AccessionNo"
  })
  void ordinarySettingsAreShown(String key, String value) {
    assertThat(Secrets.masked(key, value)).isEqualTo(value);
  }

  @Test
  void theEndpointsKeyIsMaskedHoweverItLooks() {
    Map<String, String> environment = Map.of("OPENAI_API_KEY", "correct horse");
    assertThat(Secrets.isKeyOfEnvironment("the correct horse it is", environment)).isTrue();
    assertThat(Secrets.isKeyOfEnvironment("another", environment)).isFalse();
    assertThat(Secrets.isKeyOfEnvironment("x", Map.of("OPENAI_API_KEY", "x"))).isFalse();
  }
}
