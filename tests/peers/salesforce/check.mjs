// jsforce, a client of Salesforce that nobody here wrote, against the practice server.
// usage: node check.mjs COSELL-SANDBOX
import jsforce from 'jsforce'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { TOKEN, control, refused, run, start } from '../practice.mjs'

const N = 450
const origin = await start('--opportunities', String(N))
const connection = new jsforce.Connection({ instanceUrl: origin, accessToken: TOKEN, version: '60.0', maxRequest: 1 })
const opportunities = connection.sobject('Opportunity')

async function account () {
  return (await connection.query('SELECT Id, Name FROM Account ORDER BY Name LIMIT 1')).records[0]
}

async function create (name) {
  const made = await opportunities.create({
    Name: name,
    StageName: 'Prospecting',
    CloseDate: '2027-01-15',
    Amount: 25000.5,
    Description: 'Wants a pilot in March.\n“Göteborg”',
    AccountId: (await account()).Id
  })
  assert.equal(made.success, true)
  return made.id
}

await run({
  'offers versions': async () => {
    const versions = await connection.request('/services/data')
    assert.ok(versions.some(({ version, url }) => version === '60.0' && url === '/services/data/v60.0'))
    assert.ok((await connection.request('/services/data/v60.0')).sobjects)
  },

  'says who is signed in': async () => {
    const me = await connection.identity()
    assert.match(me.user_id, /^005/)
    assert.equal(me.display_name, 'Kim Berg')
    assert.match((await connection.query('SELECT Id, Email FROM User LIMIT 1')).records[0].Email, /@/)
  },

  'describes': async () => {
    const described = await opportunities.describe()
    assert.equal(described.name, 'Opportunity')
    const amount = described.fields.find(field => field.name === 'Amount')
    assert.equal(amount.type, 'currency')
    const stage = described.fields.find(field => field.name === 'StageName')
    assert.ok(stage.picklistValues.some(({ value }) => value === 'Closed Won'))
    assert.ok((await connection.describeGlobal()).sobjects.some(({ name }) => name === 'Opportunity'))
  },

  'creates and reads': async () => {
    const id = await create('Made by a stranger')
    const read = await opportunities.retrieve(id)
    assert.equal(read.Amount, 25000.5)
    assert.equal(read.CloseDate, '2027-01-15')
    assert.equal(read.Description, 'Wants a pilot in March.\n“Göteborg”')
    assert.equal(read.attributes.type, 'Opportunity')
    assert.equal(read.IsClosed, false)
  },

  'queries with its own words': async () => {
    const name = `O'Hara ${randomUUID()}`
    const id = await create(name)
    const rows = await opportunities.find({ Name: name }, ['Id', 'Name', 'Account.Name', 'Owner.Name', 'CurrencyIsoCode']).limit(5)
    assert.equal(rows.length, 1)
    assert.equal(rows[0].Id, id)
    assert.ok(rows[0].Account.Name)
    const several = await opportunities.find({ Amount: { $gte: 1000 }, IsClosed: false }, 'Id, Amount').sort({ Amount: -1 }).limit(5)
    assert.equal(several.length, 5)
    assert.ok(several.every((row, i) => i === 0 || row.Amount <= several[i - 1].Amount))
    const since = await opportunities.find({ SystemModstamp: { $gte: jsforce.SfDate.toDateTimeLiteral(new Date(Date.now() - 60000)) } }, 'Id')
    assert.ok(since.some(row => row.Id === id))
    assert.deepEqual(await opportunities.find({ Name: 'Nobody' }, 'Id'), [])
    const error = await refused(connection.query('SELECT Nothing FROM Opportunity'))
    assert.equal(error.errorCode, 'INVALID_FIELD')
  },

  'pages, each row once': async () => {
    const seen = new Set()
    let pages = 1
    let page = await connection.query('SELECT Id FROM Opportunity ORDER BY Id', { headers: { 'Sforce-Query-Options': 'batchSize=200' }, autoFetch: false })
    for (;;) {
      page.records.forEach(row => seen.add(row.Id))
      if (page.done) break
      page = await connection.queryMore(page.nextRecordsUrl, { autoFetch: false })
      pages++
    }
    assert.ok(pages >= 3)
    assert.equal(seen.size, page.totalSize)
    assert.ok(seen.size >= N)
  },

  'updates, but not one that was changed since': async () => {
    const id = await create('First')
    const updated = await opportunities.update({ Id: id, Name: 'Second' })
    assert.equal(updated.success, true)
    const error = await refused(connection.request({
      method: 'PATCH',
      url: `/services/data/v60.0/sobjects/Opportunity/${id}`,
      headers: { 'Content-Type': 'application/json', 'If-Unmodified-Since': 'Mon, 30 Nov 2020 08:00:00 GMT' },
      body: JSON.stringify({ Name: 'Third' })
    }))
    assert.match(error.message, /changed/)
    assert.equal((await opportunities.retrieve(id)).Name, 'Second')
  },

  'wins and loses': async () => {
    for (const [stage, won] of [['Closed Won', true], ['Closed Lost', false]]) {
      const id = await create(stage)
      await opportunities.update({ Id: id, StageName: stage })
      const end = await opportunities.retrieve(id)
      assert.equal(end.IsClosed, true)
      assert.equal(end.IsWon, won)
    }
  },

  'upserts by an external id': async () => {
    const key = randomUUID()
    const field = (await opportunities.describe()).fields.find(({ externalId }) => externalId).name
    const body = { Name: 'Upserted', StageName: 'Prospecting', CloseDate: '2027-01-15', [field]: key }
    const made = await opportunities.upsert(body, field)
    assert.equal(made.success, true)
    assert.equal(made.created, true)
    const again = await opportunities.upsert({ ...body, Name: 'Again' }, field)
    assert.equal(again.success, true)
    const rows = await opportunities.find({ [field]: key }, ['Id', 'Name'])
    assert.equal(rows.length, 1)
    assert.equal(rows[0].Name, 'Again')
  },

  'deletes': async () => {
    const id = await create('Deleted')
    assert.equal((await opportunities.destroy(id)).success, true)
    const error = await refused(opportunities.retrieve(id))
    assert.equal(error.errorCode, 'ENTITY_IS_DELETED')
  },

  'refuses with reasons': async () => {
    const error = await refused(opportunities.create({ Name: 'No date', StageName: 'Prospecting' }))
    assert.equal(error.errorCode, 'REQUIRED_FIELD_MISSING')
    assert.match(error.message, /CloseDate/)
  },

  'faults are told': async () => {
    await control(origin, 'faults', { path: '/services/data', status: 403 })
    const error = await refused(opportunities.find({}, 'Id').limit(1))
    assert.match(error.errorCode, /REQUEST_LIMIT_EXCEEDED|ERROR_HTTP_403/)
  }
})
