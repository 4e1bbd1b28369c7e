-- In place of the peers' lib/replay.lua. The same, but every payment has a request id of its own: the list of bodies comes round
-- several times in a run, and a request id that comes again makes no payment here, it answers what it made before (and is cheaper).
local heads, tails, i, made = {}, {}, 0, 0
local run = string.format("%08x", (os.time() * 1000 + math.floor((os.getenv("START") or 0) % 1000)) % 4294967296)
function init()
  for line in io.lines(os.getenv("BODIES")) do
    local path, body = line:match("^(.-)\t(.*)$")
    local request = wrk.format("POST", path, nil, body)
    local _, at = request:find('"requestId":"', 1, true)
    heads[#heads + 1] = at and request:sub(1, at) or request
    tails[#tails + 1] = at and request:sub(at + 37) or false
  end
  i = math.floor(tonumber(os.getenv("START") or "0")) % #heads
end
function request()
  i = i % #heads + 1
  if not tails[i] then return heads[i] end
  made = made + 1
  return heads[i] .. run .. string.format("-0000-7000-8000-%012x", made) .. tails[i]
end
function done(s, l)
  io.write(string.format('\nJSON{"n":%d,"us":%d,"p50":%d,"p99":%d,"bad":%d}\n', s.requests, s.duration, l:percentile(50), l:percentile(99),
    s.errors.status + s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout))
end
