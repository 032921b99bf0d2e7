// dynamics-web-api, a client of Dataverse that nobody here wrote, against the practice server.
// usage: node check.mjs COSELL-SANDBOX
import { DynamicsWebApi } from 'dynamics-web-api'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { TOKEN, control, refused, run, start } from '../practice.mjs'

const collection = 'opportunities'
const select = ['name', 'estimatedvalue', 'estimatedclosedate', 'description', 'statecode', 'statuscode', 'modifiedon']
const origin = await start('--opportunities', '40')
const api = new DynamicsWebApi({
  serverUrl: origin,
  dataApi: { version: '9.2' },
  onTokenRefresh: async () => TOKEN
})

async function account () {
  const { value } = await api.retrieveMultiple({ collection: 'accounts', select: ['name'], top: 1 })
  return value[0]
}

async function draft (name, more = {}) {
  const { accountid } = await account()
  return { name, 'parentaccountid@odata.bind': `/accounts(${accountid})`, ...more }
}

async function create (name) {
  const data = await draft(name, {
    estimatedvalue: 25000.5,
    estimatedclosedate: '2027-01-15',
    description: 'Wants a pilot in March.\n“Göteborg”'
  })
  return await api.create({ collection, data, returnRepresentation: true, select })
}

await run({
  'says who is signed in': async () => {
    const me = await api.callFunction('WhoAmI')
    assert.match(me.UserId, /^[0-9a-f-]{36}$/)
    const user = await api.retrieve({ collection: 'systemusers', key: me.UserId, select: ['fullname'] })
    assert.equal(user.fullname, 'Kim Berg')
  },

  'creates, with and without an answer that shows it': async () => {
    const made = await create('Made by a stranger')
    assert.equal(made.estimatedvalue, 25000.5)
    assert.equal(made.estimatedclosedate, '2027-01-15')
    assert.equal(made.description, 'Wants a pilot in March.\n“Göteborg”')
    assert.equal(made.statecode, 0)
    assert.ok(made['@odata.etag'].startsWith('W/"'))
    const id = await api.create({ collection, data: await draft('Only its address') })
    assert.match(id, /^[0-9a-f-]{36}$/)
    const read = await api.retrieve({ collection, key: id, select: ['name'] })
    assert.equal(read.name, 'Only its address')
  },

  'queries, orders and expands': async () => {
    const { accountid, name } = await account()
    const found = await api.retrieveMultiple({
      collection,
      select: ['name', 'estimatedvalue', '_parentaccountid_value'],
      filter: `statecode eq 0 and _parentaccountid_value eq ${accountid}`,
      orderBy: ['modifiedon desc'],
      expand: [{ property: 'transactioncurrencyid', select: ['isocurrencycode'] }],
      includeAnnotations: '*'
    })
    assert.ok(found.value.length > 0)
    for (const row of found.value) {
      assert.equal(row._parentaccountid_value, accountid)
      assert.equal(row['_parentaccountid_value@OData.Community.Display.V1.FormattedValue'], name)
      assert.match(row.transactioncurrencyid.isocurrencycode, /^[A-Z]{3}$/)
    }
    const none = await api.retrieveMultiple({ collection, filter: "name eq 'It''s not there'" })
    assert.deepEqual(none.value, [])
  },

  'pages, each row once': async () => {
    const seen = new Set()
    let pages = 0
    let page = await api.retrieveMultiple({ collection, select: ['name'], maxPageSize: 15, orderBy: ['modifiedon asc'] })
    for (;;) {
      pages++
      assert.ok(page.value.length <= 15)
      for (const row of page.value) {
        assert.ok(!seen.has(row.opportunityid))
        seen.add(row.opportunityid)
      }
      if (!page.oDataNextLink) break
      page = await api.retrieveMultiple({ collection, select: ['name'], maxPageSize: 15 }, page.oDataNextLink)
    }
    assert.ok(pages >= 3)
    const all = await api.retrieveAll({ collection, select: ['name'] })
    assert.equal(all.value.length, seen.size)
  },

  'updates, but not with a stale mark': async () => {
    const first = await create('First')
    const key = first.opportunityid
    const second = await api.update({ collection, key, data: { name: 'Second' }, ifmatch: first['@odata.etag'], returnRepresentation: true, select })
    assert.equal(second.name, 'Second')
    assert.notEqual(second['@odata.etag'], first['@odata.etag'])
    // the library says "no" for a 412
    const third = await api.update({ collection, key, data: { name: 'Third' }, ifmatch: first['@odata.etag'] })
    assert.equal(third, false)
    assert.equal((await api.retrieve({ collection, key, select })).name, 'Second')
    // nothing comes when it is the one that is known
    assert.ok(!await api.retrieve({ collection, key, select, ifnonematch: second['@odata.etag'] }))
    const error = await refused(api.update({ collection, key: randomUUID(), data: { name: 'x' } }))
    assert.equal(error.status, 404)
  },

  'upserts': async () => {
    const key = randomUUID()
    await api.upsert({ collection, key, data: await draft('Upserted') })
    assert.equal((await api.retrieve({ collection, key, select })).name, 'Upserted')
    await api.upsert({ collection, key, data: { name: 'Again' } })
    assert.equal((await api.retrieve({ collection, key, select })).name, 'Again')
    // only a new one
    assert.equal(await api.upsert({ collection, key, data: { name: 'Never' }, ifnonematch: '*' }), null)
    // only one that is there
    assert.equal(await api.upsert({ collection, key: randomUUID(), data: { name: 'Never' }, ifmatch: '*' }), null)
    assert.equal((await api.retrieve({ collection, key, select })).name, 'Again')
  },

  'wins and loses': async () => {
    for (const [action, statecode] of [['WinOpportunity', 1], ['LoseOpportunity', 2]]) {
      const { opportunityid: key } = await create(action)
      await api.callAction({
        actionName: action,
        action: {
          Status: -1,
          OpportunityClose: { subject: action, 'opportunityid@odata.bind': `/${collection}(${key})` }
        }
      })
      assert.equal((await api.retrieve({ collection, key, select })).statecode, statecode)
    }
  },

  'deletes': async () => {
    const { opportunityid: key } = await create('Deleted')
    await api.deleteRecord({ collection, key })
    const error = await refused(api.retrieve({ collection, key, select }))
    assert.equal(error.status, 404)
    assert.match(error.message, /does not exist/i)
  },

  'knows its tables': async () => {
    const table = await api.retrieveEntity({ key: "LogicalName='opportunity'", select: ['LogicalName', 'EntitySetName'] })
    assert.equal(table.EntitySetName, collection)
    const columns = await api.retrieveAttributes({ entityKey: "LogicalName='opportunity'", select: ['LogicalName', 'AttributeType'] })
    assert.ok(columns.value.some(column => column.LogicalName === 'estimatedvalue' && column.AttributeType === 'Money'))
  },

  'counts': async () => {
    const found = await api.retrieveMultiple({ collection, select: ['name'], count: true, top: 1 })
    const all = await api.retrieveAll({ collection, select: ['name'] })
    assert.equal(found.oDataCount, all.value.length)
  },

  'throttling is told': async () => {
    await control(origin, 'faults', { path: '/api/data', retryAfter: '17' })
    const error = await refused(api.retrieveMultiple({ collection }))
    assert.equal(error.status, 429)
    assert.equal(error.headers['retry-after'] ?? error.headers['Retry-After'], '17')
  }
})
