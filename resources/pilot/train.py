#!/usr/bin/env python3
"""Trains the pilot: a small llama-architecture decoder that grounds steps on screens, from random weights.

    python3 train.py DATA OUT [--width 128] [--layers 6] [--minutes 60] [--wall 0] [--threads 2] [--device cpu|cuda]

DATA is what electron/bench/pilot/data.ts wrote (vocabulary.json, train-0.bin … train-2.bin, test-*.bin). OUT receives weights.bin (F32, one
after the other) with weights.json (names as GGUF has them, shapes), report.json and a checkpoint to go on from. Needs PyTorch >= 1.13 and numpy, nothing else.

The loss counts the answer only: the action at <act>, then the element's id, then the text to type. Every id token also says whether
its element is the one that is meant (an auxiliary head that is dropped at export): that signal is dense and makes matching open early.
Hidden matrices are updated by Muon (Jordan et al., 2024: momentum, orthogonalised by five Newton-Schulz steps), the rest by AdamW.
The screens grow: at most 6 elements, then 12, then all, each when the answer is right nine times in ten or its share of time is over.
"""
import argparse, json, math, os, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

CATEGORIES = ['label', 'paraphrase', 'do', 'type', 'switch', 'relation', 'plain', 'leads', 'after', 'absent']


class Examples:
    """One .bin file, kept whole; see electron/bench/pilot/data.ts for the layout."""

    def __init__(self, path):
        raw = np.fromfile(path, dtype=np.int16)
        at, heads = 0, []
        while at < len(raw):
            n, ids = int(raw[at]), int(raw[at + 1])
            heads.append((at, n, ids))
            at += 7 + n + ids
        self.raw, self.heads = raw, heads
        self.lengths = np.array([h[1] for h in heads])

    def batch(self, which):
        rows, most = [], 0
        for i in which:
            at, n, ids = self.heads[i]
            r = self.raw
            answer, element, ref = int(r[at + 2]), int(r[at + 3]), int(r[at + 4])
            tail = [answer] + ([element] if element else []) + ([ref] if ref else [])
            tokens = r[at + 7:at + 7 + n].astype(np.int64)
            places = r[at + 7 + n:at + 7 + n + ids].astype(np.int64)
            rows.append((tokens, tail, places, element, int(r[at + 5]), int(r[at + 6])))
            most = max(most, n + len(tail) - 1)
        x = np.zeros((len(rows), most), dtype=np.int64)
        where, wanted, id_where, id_wanted, ends = [], [], [], [], []
        for b, (tokens, tail, places, element, _, _) in enumerate(rows):
            n = len(tokens)
            x[b, :n] = tokens
            x[b, n:n + len(tail) - 1] = tail[:-1]
            ends.append(len(tail))
            for k, t in enumerate(tail):
                where.append(b * most + n - 1 + k)
                wanted.append(t)
            for p in places:
                id_where.append(b * most + p)
                id_wanted.append(1.0 if element and tokens[p] == element else 0.0)
        return (torch.from_numpy(x), torch.tensor(where), torch.tensor(wanted), torch.tensor(id_where), torch.tensor(id_wanted),
                ends, [r[4] for r in rows], [r[5] for r in rows])


class Block(nn.Module):
    def __init__(self, width, heads, ff):
        super().__init__()
        self.heads = heads
        self.attn_norm = nn.Parameter(torch.ones(width))
        self.ffn_norm = nn.Parameter(torch.ones(width))
        std = width ** -0.5
        m = lambda o, i, s=1.0: nn.Parameter(torch.randn(o, i) * std * s)
        self.q, self.k, self.v, self.o = m(width, width), m(width, width), m(width, width), m(width, width, 0.5)
        self.gate, self.up = m(ff, width), m(ff, width)
        self.down = nn.Parameter(torch.randn(width, ff) * ff ** -0.5 * 0.5)

    def forward(self, x, cos, sin, mask):
        b, t, d = x.shape
        h = norm(x, self.attn_norm)
        split = lambda w: F.linear(h, w).view(b, t, self.heads, d // self.heads).transpose(1, 2)
        q, k, v = rope(split(self.q), cos, sin), rope(split(self.k), cos, sin), split(self.v)
        a = (q @ k.transpose(-1, -2)).float() * (d // self.heads) ** -0.5 + mask
        a = torch.softmax(a, -1).to(v.dtype) @ v
        x = x + F.linear(a.transpose(1, 2).reshape(b, t, d), self.o)
        h = norm(x, self.ffn_norm)
        return x + F.linear(F.silu(F.linear(h, self.gate)) * F.linear(h, self.up), self.down)


def norm(x, w):
    return (x.float() * torch.rsqrt(x.float().pow(2).mean(-1, keepdim=True) + 1e-5) * w).to(x.dtype)


def rope(x, cos, sin):
    """Pairs of neighbours, as llama.cpp turns them for the llama architecture."""
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack((a * cos - b * sin, a * sin + b * cos), -1).flatten(-2)


class Pilot(nn.Module):
    def __init__(self, vocabulary, control, width, layers, heads, ff):
        super().__init__()
        self.embed = nn.Parameter(torch.randn(vocabulary, width) * 0.05)
        self.blocks = nn.ModuleList([Block(width, heads, ff) for _ in range(layers)])
        self.norm = nn.Parameter(torch.ones(width))
        self.out = nn.Parameter(torch.zeros(control, width))
        self.aux = nn.Parameter(torch.zeros(width))
        self.aux_bias = nn.Parameter(torch.zeros(1))
        self.shape = (width, heads)

    def forward(self, x):
        t = x.shape[1]
        width, heads = self.shape
        half = width // heads // 2
        freq = 10000.0 ** (-torch.arange(half, device=x.device) / half)
        angle = torch.arange(t, device=x.device)[:, None] * freq
        h = self.embed[x]
        if torch.is_autocast_enabled() or getattr(torch, 'is_autocast_cpu_enabled', lambda: False)():
            h = h.to(torch.bfloat16)
        cos, sin = angle.cos().to(h.dtype), angle.sin().to(h.dtype)
        mask = torch.full((t, t), float('-inf'), device=x.device).triu(1)
        for b in self.blocks:
            h = b(h, cos, sin, mask)
        return h.reshape(-1, width)


class Muon(torch.optim.Optimizer):
    def __init__(self, params, lr, momentum=0.95, decay=0.01):
        super().__init__(params, dict(lr=lr, momentum=momentum, decay=decay))

    @torch.no_grad()
    def step(self):
        for g in self.param_groups:
            for p in g['params']:
                if p.grad is None:
                    continue
                s = self.state[p]
                m = s.setdefault('m', torch.zeros_like(p))
                m.mul_(g['momentum']).add_(p.grad)
                u = p.grad.add(m, alpha=g['momentum'])
                u = u.bfloat16()
                tall = u.shape[0] > u.shape[1]
                u = u.T if tall else u
                u = u / (u.norm() + 1e-7)
                for _ in range(5):
                    a = u @ u.T
                    u = 3.4445 * u + (-4.775 * a + 2.0315 * (a @ a)) @ u
                u = (u.T if tall else u).float()
                p.mul_(1 - g['lr'] * g['decay'])
                p.add_(u, alpha=-g['lr'] * max(1, p.shape[0] / p.shape[1]) ** 0.5)


NAMES = {'attn_norm': 'attn_norm', 'ffn_norm': 'ffn_norm', 'q': 'attn_q', 'k': 'attn_k', 'v': 'attn_v', 'o': 'attn_output', 'gate': 'ffn_gate', 'up': 'ffn_up', 'down': 'ffn_down'}


@torch.no_grad()
def take(model, folder, before, now):
    """Weights of an earlier training; each word brings its row to where it stands now, new words stay as they are."""
    table = json.load(open(f'{folder}/weights.json'))['tensors']
    raw, at, had = np.fromfile(f'{folder}/weights.bin', dtype='<f4'), 0, {}
    for t in table:
        n = int(np.prod(t['shape']))
        had[t['name']] = torch.from_numpy(raw[at:at + n].reshape(t['shape']).copy())
        at += n
    rows = {w: i for i, w in enumerate(before)}
    for i, w in enumerate(now):
        if w in rows:
            model.embed[i] = had['token_embd.weight'][rows[w]]
    model.norm.copy_(had['output_norm.weight'])
    model.out.copy_(had['output.weight'][:model.out.shape[0]])
    for i, b in enumerate(model.blocks):
        for n, p in b.named_parameters():
            p.copy_(had[f'blk.{i}.{NAMES[n]}.weight'])


def logits_at(model, h, where):
    return norm(h[where], model.norm).float() @ model.out.T


@torch.no_grad()
def score(model, data, device, limit=2000):
    """Share of examples whose whole answer is right, by category and language; answers are given, so errors do not add up."""
    model.eval()
    right, count = {}, {}
    order = np.argsort(data.lengths, kind='stable')[:limit] if limit < len(data.lengths) else np.argsort(data.lengths, kind='stable')
    for s in range(0, len(order), 64):
        x, where, wanted, _, _, ends, cats, langs = data.batch(order[s:s + 64])
        guess = logits_at(model, model(x.to(device)), where.to(device)).argmax(-1).cpu()
        ok = (guess == wanted).tolist()
        at = 0
        for n, c, z in zip(ends, cats, langs):
            good = all(ok[at:at + n])
            at += n
            for key in ('all', CATEGORIES[c], 'zh' if z else 'en'):
                right[key] = right.get(key, 0) + good
                count[key] = count.get(key, 0) + 1
    model.train()
    return {k: round(right[k] / count[k], 4) for k in sorted(count)}


def main():
    a = argparse.ArgumentParser()
    a.add_argument('data'); a.add_argument('out')
    for name, kind, default in [('width', int, 128), ('layers', int, 6), ('heads', int, 4), ('ff', int, 384), ('minutes', float, 60), ('wall', float, 0), ('threads', int, 2), ('tokens', int, 8192),
                                ('muon', float, 0.007), ('adam', float, 0.0015), ('aux', float, 0.5), ('seed', int, 1), ('device', str, 'cpu')]:
        a.add_argument(f'--{name}', type=kind, default=default)
    a.add_argument('--resume', action='store_true')
    a.add_argument('--after', help='folder of an earlier training (weights.bin, weights.json) whose model of the same size is trained on; its words are found by --words')
    a.add_argument('--words', help='vocabulary.json of that training')
    o = a.parse_args()
    torch.manual_seed(o.seed)
    torch.set_num_threads(o.threads)
    os.makedirs(o.out, exist_ok=True)
    words = json.load(open(f'{o.data}/vocabulary.json'))
    model = Pilot(len(words['tokens']), words['control'], o.width, o.layers, o.heads, o.ff).to(o.device)
    if o.after:
        take(model, o.after, json.load(open(o.words))['tokens'], words['tokens'])
    matrices = [p for b in model.blocks for n, p in b.named_parameters() if p.ndim == 2]
    others = [p for n, p in model.named_parameters() if not any(p is m for m in matrices)]
    muon, adam = Muon(matrices, o.muon), torch.optim.AdamW(others, o.adam, betas=(0.9, 0.98), weight_decay=0.01)
    data = Examples(f'{o.data}/train-0.bin')
    tests = {f[5:-4]: Examples(f'{o.data}/{f}') for f in sorted(os.listdir(o.data)) if f.startswith('test-')}
    total = sum(p.numel() for p in model.parameters())
    print(f'{total / 1e6:.2f} M parameters', flush=True)

    rng = np.random.default_rng(o.seed)
    stage, stage_began, spent, steps, seen, tokens, recent = 0, 0.0, 0.0, 0, 0, 0, []
    if o.after:
        stage, data = 2, Examples(f'{o.data}/train-2.bin')
        print(json.dumps({k: score(model, t, o.device, 400)['all'] for k, t in tests.items()}), flush=True)
    checkpoint = f'{o.out}/checkpoint.pt'
    if o.resume and os.path.exists(checkpoint):
        kept = torch.load(checkpoint)
        model.load_state_dict(kept['model']); muon.load_state_dict(kept['muon']); adam.load_state_dict(kept['adam'])
        stage, stage_began, spent, steps, seen, tokens = kept['at']
        rng = np.random.default_rng(o.seed + steps)
        data = Examples(f'{o.data}/train-{stage}.bin')
    limit = o.minutes * 60
    queue = []
    last_print = last_save = spent
    # Work, not waiting: a busy machine does not shorten the training.
    ticks = (lambda: time.process_time() / o.threads) if o.device == 'cpu' else time.time
    clock = ticks()
    curve = []

    def refill():
        order = rng.permutation(len(data.heads))
        for s in range(0, len(order), 4096):
            part = order[s:s + 4096]
            part = part[np.argsort(data.lengths[part], kind='stable')]
            b, size, out = [], 0, []
            for i in part:
                if b and (len(b) + 1) * data.lengths[i] > o.tokens:
                    out.append(b); b = []
                b.append(i)
            if b:
                out.append(b)
            rng.shuffle(out)
            queue.extend(out)

    # Minutes are work; --wall ends a run on a busy machine by the clock, and its rate falls in time for that.
    began = time.time()
    share_of = lambda: max(spent / limit, (time.time() - began) / (o.wall * 60) if o.wall else 0)

    while (share := share_of()) < 1:
        if not queue:
            refill()
        x, where, wanted, id_where, id_wanted, ends, _, _ = data.batch(queue.pop())
        x, where, wanted, id_where, id_wanted = (v.to(o.device) for v in (x, where, wanted, id_where, id_wanted))
        # Warm up, hold, then fall to a twentieth over the last third.
        rate = min(1, (steps + 1) / 100) * (1 if share < 0.6 else max(0.05, 1 - 0.95 * (share - 0.6) / 0.4))
        for g in muon.param_groups: g['lr'] = o.muon * rate
        for g in adam.param_groups: g['lr'] = o.adam * rate
        with torch.autocast(o.device, dtype=torch.bfloat16):
            h = model(x)
        logits = logits_at(model, h, where)
        loss = F.cross_entropy(logits, wanted)
        side = h[id_where].float() @ model.aux + model.aux_bias
        extra = F.binary_cross_entropy_with_logits(side, id_wanted, pos_weight=torch.tensor(4.0, device=side.device))
        (loss + o.aux * extra).backward()
        torch.nn.utils.clip_grad_norm_(others, 1.0)
        muon.step(); adam.step()
        muon.zero_grad(set_to_none=True); adam.zero_grad(set_to_none=True)
        recent.append((logits.argmax(-1) == wanted).float().mean().item())
        recent = recent[-200:]
        steps += 1; seen += len(ends); tokens += x.numel()
        now = ticks(); spent += now - clock; clock = now
        if stage < 2 and steps % 50 == 0 and ((len(recent) == 200 and sum(recent) / 200 > 0.93) or share - stage_began > 0.15):
            stage += 1; stage_began = share; queue = []; recent = []
            data = Examples(f'{o.data}/train-{stage}.bin')
            print(f'-- {spent:.0f} s: screens of stage {stage}, {len(data.heads)} examples', flush=True)
            clock = ticks()
        if spent - last_print > min(60, limit / 10):
            last_print = spent
            line = {'s': round(spent), 'stage': stage, 'steps': steps, 'examples': seen, 'tokens': tokens, 'train': round(sum(recent) / max(1, len(recent)), 3), **{k: score(model, t, o.device, 400)['all'] for k, t in tests.items()}}
            curve.append(line)
            print(json.dumps(line), flush=True)
            clock = ticks()
        if spent - last_save > 300:
            last_save = spent
            torch.save({'model': model.state_dict(), 'muon': muon.state_dict(), 'adam': adam.state_dict(), 'at': (stage, stage_began, spent, steps, seen, tokens)}, checkpoint)
            clock = ticks()

    report = {'parameters': total, 'width': o.width, 'layers': o.layers, 'heads': o.heads, 'ff': o.ff, 'seconds': round(spent), 'steps': steps, 'examples': seen, 'tokens': tokens, 'curve': curve,
              'scores': {k: score(model, t, o.device, 10 ** 9) for k, t in tests.items()}}
    json.dump(report, open(f'{o.out}/report.json', 'w'), indent=1)
    print(json.dumps(report['scores'], indent=1), flush=True)
    w = {'token_embd.weight': model.embed, 'output_norm.weight': model.norm, 'output.weight': torch.cat([model.out, torch.zeros(len(words['tokens']) - words['control'], o.width, device=o.device)])}
    for i, b in enumerate(model.blocks):
        for n, p in b.named_parameters():
            w[f'blk.{i}.{NAMES[n]}.weight'] = p
    table = []
    with open(f'{o.out}/weights.bin', 'wb') as f:
        for k, v in w.items():
            v = v.detach().float().cpu().numpy()
            table.append({'name': k, 'shape': list(v.shape)})
            f.write(v.astype('<f4').tobytes())
    json.dump({'tensors': table, **{k: report[k] for k in ('width', 'layers', 'heads', 'ff')}}, open(f'{o.out}/weights.json', 'w'))


if __name__ == '__main__':
    main()
