# BERT (arXiv 1810.04805) as PyTorch runs it, in TorchScript. Java archives this source with the
# settings of a model as attributes and calls its methods; weights come in by their names in a
# Hugging Face checkpoint.
#
# B batch, S positions, E hidden, H heads, D = E / H, F findings, P pairs, R reports, M masked words.
# 15 is torch.bfloat16. All that Java hands in or takes out is float32, int32 or int64.
class Bert(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  layers : int
  heads : int
  pad : int
  eps : float
  hidden_dropout : float
  attention_dropout : float
  head_dropout : float
  activation : str
  bf16 : bool
  held : Dict[str, Tensor]

  # Keeps the weights for `infer`, the encoder's in working precision, so that no call casts them.
  def hold(self, w: Dict[str, Tensor]) -> Tensor:
    self.held = self.working(w)
    return torch.zeros([1])

  # ids (B,S), lengths (B) -> logits (B,F)
  def infer(self, ids: Tensor, lengths: Tensor) -> Tensor:
    return self.logits(ids, lengths, self.held, False)

  # One part of a training step on whole reports: chunks of like length, ids (B,S) each; labels
  # (R,F) in the chunks' order. Adds to the gradients where k.training is set -> the part's loss.
  def train_report(self, ids: List[Tensor], lengths: List[Tensor], labels: Tensor, positive: Tensor, k: Dict[str, Tensor], w: Dict[str, Tensor]) -> Tensor:
    z = self.chunks(ids, lengths, k, w)
    loss = torch.binary_cross_entropy_with_logits(z, labels, None, positive, 2) * float(k["scale"])
    return self.learn(loss, k)

  # The same with each sentence read alone: a report shows a finding unless every sentence of it
  # shows none. P pairs say which sentence stands in which report; labels (R,F).
  def train_evidence(self, ids: List[Tensor], lengths: List[Tensor], sentence: Tensor, report: Tensor, labels: Tensor, positive: Tensor, k: Dict[str, Tensor], w: Dict[str, Tensor]) -> Tensor:
    z = self.chunks(ids, lengths, k, w)
    # 1 - p = product of 1 - sigmoid(z) = exp(-s), with s the sum of softplus(z).
    s = torch.zeros_like(labels).index_add(0, report, torch.index_select(torch.softplus(z), 0, sentence))
    # Kept off 0, where log(1 - exp(-s)) has no gradient.
    yes = torch.log(-torch.expm1(-torch.clamp_min(s, 1e-7)))
    loss = torch.sum(labels * positive * -yes + (1.0 - labels) * s) * float(k["scale"])
    return self.learn(loss, k)

  # Masked words: places (M) are indices into the (B*S) positions, words (M) what stood there.
  def train_masked(self, ids: Tensor, lengths: Tensor, places: Tensor, words: Tensor, k: Dict[str, Tensor], w: Dict[str, Tensor]) -> Tensor:
    self.seed(k)
    c = self.working(w)
    x = self.encode(ids, lengths, c, False, bool(k["training"]))
    x = torch.index_select(torch.flatten(x, 0, 1), 0, places)
    loss = torch.cross_entropy_loss(self.words(x, c), words, None, 2) * float(k["scale"])
    return self.learn(loss, k)

  # x (M,E) -> scores (M, vocabulary); the output matrix is the embedding matrix.
  def words(self, x: Tensor, w: Dict[str, Tensor]) -> Tensor:
    p = "cls.predictions.transform."
    h = self.activate(torch.linear(x, w[p + "dense.weight"].to(x.dtype), w[p + "dense.bias"].to(x.dtype)))
    h = self.norm(h, p + "LayerNorm.", w)
    table = w["bert.embeddings.word_embeddings.weight"].to(x.dtype)
    return torch.linear(h, table).to(6) + w["cls.predictions.bias"]

  def chunks(self, ids: List[Tensor], lengths: List[Tensor], k: Dict[str, Tensor], w: Dict[str, Tensor]) -> Tensor:
    self.seed(k)
    c = self.working(w)
    z : List[Tensor] = []
    for i in range(len(ids)):
      z.append(self.logits(ids[i], lengths[i], c, bool(k["training"])))
    return torch.cat(z)

  # Dropout draws from the step's own seed, so a resumed run draws what it would have drawn.
  def seed(self, k: Dict[str, Tensor]) -> None:
    torch.manual_seed(int(k["seed"]))

  def learn(self, loss: Tensor, k: Dict[str, Tensor]) -> Tensor:
    if bool(k["training"]):
      loss.backward()
    return loss.detach()

  # In bf16 only the encoder works in bf16: embeddings and heads are cheap and stay float32.
  def working(self, w: Dict[str, Tensor]) -> Dict[str, Tensor]:
    if not self.bf16:
      return w
    c : Dict[str, Tensor] = {}
    for name in w.keys():
      if name.startswith("bert.encoder."):
        c[name] = w[name].to(15)
      else:
        c[name] = w[name]
    return c

  # -> logits (B,F) from the first position
  def logits(self, ids: Tensor, lengths: Tensor, w: Dict[str, Tensor], training: bool) -> Tensor:
    x = self.encode(ids, lengths, w, True, training)
    first = torch.select(x, 1, 0).to(6)
    pooled = torch.tanh(self.linear(first, "bert.pooler.dense.", w))
    return self.linear(torch.dropout(pooled, self.head_dropout, training), "classifier.", w)

  # -> hidden states (B,S,E); with `first` those of the first position alone (B,1,E), for which the
  # last layer need not compute the others.
  def encode(self, ids: Tensor, lengths: Tensor, w: Dict[str, Tensor], first: bool, training: bool) -> Tensor:
    S = ids.size(1)
    e = "bert.embeddings."
    x = torch.embedding(w[e + "word_embeddings.weight"], ids, self.pad)
    x = x + torch.select(w[e + "token_type_embeddings.weight"], 0, 0)
    x = x + torch.narrow(w[e + "position_embeddings.weight"], 0, 0, S)
    x = torch.dropout(self.norm(x, e + "LayerNorm.", w), self.hidden_dropout, training)
    if self.bf16:
      x = x.to(15)
    mask = self.mask(lengths, S)
    for i in range(self.layers):
      p = "bert.encoder.layer." + str(i) + "."
      at = x
      if first and i == self.layers - 1:
        at = torch.narrow(x, 1, 0, 1).contiguous()
      a = self.attend(at, x, mask, p + "attention.self.", w, training)
      a = torch.dropout(self.linear(a, p + "attention.output.dense.", w), self.hidden_dropout, training)
      x = self.norm(a + at, p + "attention.output.LayerNorm.", w)
      h = self.activate(self.linear(x, p + "intermediate.dense.", w))
      h = torch.dropout(self.linear(h, p + "output.dense.", w), self.hidden_dropout, training)
      x = self.norm(h + x, p + "output.LayerNorm.", w)
    return x

  # What the positions `at` (B,Q,E) take from x (B,S,E): (B,H,Q,D) -> (B,Q,E)
  def attend(self, at: Tensor, x: Tensor, mask: Optional[Tensor], p: str, w: Dict[str, Tensor], training: bool) -> Tensor:
    q = self.split(self.linear(at, p + "query.", w))
    k = self.split(self.linear(x, p + "key.", w))
    v = self.split(self.linear(x, p + "value.", w))
    dropout = 0.0
    if training:
      dropout = self.attention_dropout
    c = torch.scaled_dot_product_attention(q, k, v, mask, dropout)
    return torch.flatten(torch.transpose(c, 1, 2), 2)

  # (B,S,E) -> (B,H,S,D)
  def split(self, x: Tensor) -> Tensor:
    return torch.transpose(torch.view(x, [x.size(0), x.size(1), self.heads, -1]), 1, 2)

  # True where a position is a token; none where every one is, which is faster.
  def mask(self, lengths: Tensor, S: int) -> Optional[Tensor]:
    if int(torch.min(lengths)) == S:
      return None
    at = torch.arange(S, dtype=3, device=lengths.device)
    return torch.lt(torch.unsqueeze(at, 0), torch.unsqueeze(lengths, 1)).view(-1, 1, 1, S)

  def linear(self, x: Tensor, p: str, w: Dict[str, Tensor]) -> Tensor:
    return torch.linear(x, w[p + "weight"], w[p + "bias"])

  def norm(self, x: Tensor, p: str, w: Dict[str, Tensor]) -> Tensor:
    return torch.layer_norm(x, [x.size(-1)], w[p + "weight"].to(x.dtype), w[p + "bias"].to(x.dtype), self.eps)

  def activate(self, x: Tensor) -> Tensor:
    if self.activation == "gelu":
      return torch.gelu(x)
    if self.activation == "gelu_new":
      return torch.gelu(x, approximate="tanh")
    return torch.relu(x)

  # AdamW (arXiv 1711.05101) with the gradients cut to a global norm of k.clip; biases and
  # LayerNorm do not decay. Clears the gradients -> their norm before the cut. A norm that is no
  # number changes nothing.
  def adamw(self, m: Dict[str, Tensor], v: Dict[str, Tensor], k: Dict[str, Tensor], w: Dict[str, Tensor]) -> Tensor:
    norms : List[Tensor] = []
    for name in w.keys():
      norms.append(torch.linalg_vector_norm(w[name].grad))
    norm = torch.linalg_vector_norm(torch.stack(norms))
    if bool(torch.isfinite(norm)):
      cut = k["clip"] / (norm + 1e-6)
      if bool(cut < 1.0):
        for name in w.keys():
          w[name].grad.mul_(cut)
      updated = self.update(m, v, k, w, True) + self.update(m, v, k, w, False)
      for x in updated:
        x.grad.zero_()
    return norm

  # Returns what it updated because TorchScript drops a call whose lists nobody reads afterwards,
  # without seeing that it writes to their tensors.
  def update(self, m: Dict[str, Tensor], v: Dict[str, Tensor], k: Dict[str, Tensor], w: Dict[str, Tensor], decay: bool) -> List[Tensor]:
    ws : List[Tensor] = []
    gs : List[Tensor] = []
    ms : List[Tensor] = []
    vs : List[Tensor] = []
    steps : List[Tensor] = []
    for name in w.keys():
      if decay != (name.endswith(".bias") or name.find("LayerNorm") >= 0):
        ws.append(w[name])
        gs.append(w[name].grad)
        ms.append(m[name])
        vs.append(v[name])
        steps.append(k["step"])
    rate = 0.0
    if decay:
      rate = float(k["decay"])
    none : List[Tensor] = []
    torch._fused_adamw_(ws, gs, ms, vs, none, steps, lr=float(k["rate"]), beta1=float(k["beta1"]), beta2=float(k["beta2"]), weight_decay=rate, eps=float(k["epsilon"]), amsgrad=False, maximize=False)
    return ws
